"""A function in a child process, and what becomes of it: also what a notebook would not show."""

from __future__ import annotations

import multiprocessing
import pickle
import sys
import traceback
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from io import StringIO
from typing import Any

from threadlab.lab.programs.script import _ending

CHILD_SECONDS = 20.0  # after which the child is stopped


def run_child(function: Callable[..., Any], *arguments: Any, method: str = "spawn") -> int:
    """Call `function` in a child process that is started by `method`; return its exit status.

    Printed is what it prints, the last line of an error's traceback, and how it ended if that was
    not well. Without this a child's words would go to the terminal that Jupyter was started from.
    The function travels as `Process` sends it, pickled, and is looked up in the child by its name.
    A child that runs for more than 20 s is stopped.
    """
    context: Any = multiprocessing.get_context(method)
    here, there = context.Pipe(duplex=False)
    child = context.Process(target=_speak, args=(pickle.dumps((function, arguments)), there))
    child.start()
    there.close()
    said = ""
    with here, suppress(EOFError):
        if here.poll(CHILD_SECONDS):
            said = here.recv()
        else:
            child.kill()
    child.join()
    status: int = child.exitcode
    child.close()
    lines = said.splitlines() + ([_ending(status)] if status else [])
    if lines:
        print("\n".join(lines))
    return status


def _speak(pickled: bytes, there: Any) -> None:
    """In the child: look the function up, call it, send what it prints or why it failed."""
    said = StringIO()
    status = 0
    with redirect_stdout(said):
        try:
            function, arguments = pickle.loads(pickled)
            function(*arguments)
        except Exception as error:
            status = 1
            print(traceback.format_exception_only(error)[-1], end="")
    there.send(said.getvalue())
    there.close()
    sys.exit(status)
