"""%%program: the cell is a program of its own, run as a script in a folder beside the kernel.

A kernel can't show how a program ends, what becomes of its daemons, or what a child process that
is spawned imports. A script can. What it needs and this machine has not is made up for by the
output that was stored when the book was made, and said so.
"""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from contextlib import suppress
from importlib.resources import files
from pathlib import Path
from threading import Timer
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.homework.checks import LineParser
from threadlab.homework.workshop import workshop
from threadlab.lab.programs.needs import lacking
from threadlab.words import say

PROGRAM_SECONDS = 20.0  # after which a program is stopped
STORE = "THREADLAB_STORE"  # set while the book is made: outputs of programs with needs are stored


def run_program(path: Path, seconds: float = PROGRAM_SECONDS) -> Iterator[str]:
    """Run a script in its folder; give its lines, what it says to stderr among them, as they come.

    The output ends when nobody is left who could write to it: children that outlive the program
    are waited for, as in a terminal. What runs after `seconds` is stopped, all of it, and said so.
    """
    more: dict[str, Any] = {"start_new_session": True} if os.name == "posix" else {}
    child = subprocess.Popen(
        [sys.executable, "-u", path.name], cwd=path.parent, stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, encoding="utf-8", errors="replace",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"}, **more,
    )  # fmt: skip
    late: list[bool] = []

    def give_up() -> None:
        late.append(True)
        _stop(child)

    timer = Timer(seconds, give_up)
    timer.daemon = True
    timer.start()
    try:
        assert child.stdout is not None
        for line in child.stdout:
            yield _without_paths(line, path.parent)
        child.wait()
    finally:
        timer.cancel()
        _stop(child)
        child.wait()
        if child.stdout is not None:
            child.stdout.close()
    if late:
        yield say("script.late", seconds=f"{seconds:g}") + "\n"
    elif child.returncode:
        yield _ending(child.returncode) + "\n"


def _ending(code: int) -> str:
    if code < 0:
        with suppress(ValueError):
            return say("script.signal", name=signal.Signals(-code).name)
    return say("script.status", code=code)


def _stop(child: subprocess.Popen[str]) -> None:
    """End a program and whatever it has started that is running still."""
    if os.name == "posix":
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(child.pid, signal.SIGKILL)
    else:
        child.kill()


def _without_paths(line: str, folder: Path) -> str:
    """Return a line in which files are named as a reader knows them."""
    for place in {str(folder), str(folder.resolve())}:
        line = line.replace(place + os.sep, "")
    for key in ("purelib", "stdlib"):
        line = line.replace(sysconfig.get_path(key) + os.sep, "")
    return line


def program_cell(line: str, body: str) -> None:
    """%%program [NAME.py] [--needs NEED,NEED] [--seconds S] [--only-write]: a script of its own.

    The cell is written to NAME.py, main.py if none is named, in a folder of the kernel's, and
    run there; programs of other cells can be imported by their names. With --only-write it is not
    run. Where one of the needs (linux, posix, windows, proc, fork, postgres, redis, python313,
    python314) is not met, the output that was stored when the book was made is shown.
    """
    options = _options(line)
    needs = [need for need in options.needs.split(",") if need]
    missing = lacking(needs)
    path = workshop() / options.name
    path.write_text(body, encoding="utf-8")
    if options.only_write:
        print(say("script.written", name=options.name))
        return
    if missing:
        print(say("script.stored", needs=" and ".join(missing)))
        print(stored(path.stem), end="")
        return
    lines = []
    for text in run_program(path, options.seconds):
        print(text, end="", flush=True)
        lines.append(text)
    if needs and os.environ.get(STORE):
        _stored_file(path.stem).write_text("".join(lines), encoding="utf-8")


def stored(name: str) -> str:
    """Return the output of the program `name` that was stored when the book was made."""
    file = _stored_file(name)
    if not file.is_file():
        raise ThreadlabError(say("script.nothing_stored", name=name))
    return file.read_text(encoding="utf-8")


def _stored_file(name: str) -> Path:
    return Path(str(files("threadlab.lab").joinpath("data", "stored", f"{name}.txt")))


def _options(line: str) -> argparse.Namespace:
    parser = LineParser("program")
    parser.add_argument("name", nargs="?", default="main.py")
    parser.add_argument("--needs", default="")
    parser.add_argument("--seconds", type=float, default=PROGRAM_SECONDS)
    parser.add_argument("--only-write", action="store_true")
    options = parser.read(line)
    stem = options.name.removesuffix(".py")
    if not (stem.isidentifier() and options.name.endswith(".py")):
        raise ThreadlabError(say("script.name", name=options.name))
    return options
