"""A program run by Python itself, with real threads that are switched between any two bytecodes.

    python tests/support/real.py RUNS < program.py      prints how each run ended, a line each

What the explorer knows of a program is what it has points for; these runs know nothing of points.
So an outcome of theirs that the search has not found shows a point or a footprint that is lacking.
Each run holds some thread up for some milliseconds at a few bytecodes drawn by lot, which is what
most faults need. Nothing here depends on how long that takes: where the machine is too busy for
others to go on in between, less is found.
"""

from __future__ import annotations

import json
import random
import subprocess
import sys
import threading
import time
import types
from collections.abc import Callable
from pathlib import Path
from typing import Any

SECONDS = 60  # for all runs, against one that never ends
PAUSE = 0.003
PLAIN = (int, float, str, bool, list, dict, set, tuple, type(None))
FILE = "<program>"


def real_outcomes(
    text: str, runs: int, seconds: float = SECONDS
) -> list[tuple[list[str], dict[str, str], str]]:
    """The errors, the plain globals and the output of each run that ended, of an interpreter's own.

    After `seconds`, or a run that waits for ever, there are no more. Of `text`, what stands before
    its first function called work… is not interrupted.
    """
    process = subprocess.Popen(
        [sys.executable, Path(__file__), str(runs)], text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    try:
        said, _ = process.communicate(text, timeout=seconds)
    except subprocess.TimeoutExpired:  # it waits for ever, in a run that nobody will see the end of
        process.kill()
        said, _ = process.communicate()
    return [tuple(json.loads(line)) for line in said.splitlines()]


def state(names: dict[str, Any]) -> dict[str, str]:
    """What the plain globals hold, as tests/support/oracle.py shows it."""
    return {
        name: repr(value)
        for name, value in names.items()
        if name[0] not in "_@" and type(value) in PLAIN and "<" not in repr(value)
    }


class Interrupted:
    """Traces each bytecode, and holds the thread up at those that the lot has fallen on."""

    def __init__(self, dice: random.Random, whole: int, own: int):
        count = dice.choice([0, 1, 1, 2, 2, 3, 5])
        self.anywhere = {dice.randrange(whole) for _ in range(count)}
        self.in_program = {dice.randrange(own) for _ in range(count)}
        self.whole = self.own = 0

    def __call__(self, frame: types.FrameType, event: str, value: Any) -> Callable[..., Any]:
        """Trace what is called, by bytecodes."""
        frame.f_trace_opcodes, frame.f_trace_lines = True, False
        return self.step

    def step(self, frame: types.FrameType, event: str, value: Any) -> Callable[..., Any]:
        """Count a bytecode, and wait if it is one of those."""
        self.whole += 1
        held = self.whole in self.anywhere
        if frame.f_code.co_filename == FILE:
            self.own += 1
            held = held or self.own in self.in_program
        if held:
            time.sleep(PAUSE)
        return self.step


def hook_of(failed: list[str]) -> Callable[[threading.ExceptHookArgs], None]:
    """What notes how threads die; one may end itself."""

    def hook(found: threading.ExceptHookArgs) -> None:
        if found.exc_type is not SystemExit:
            failed.append(found.exc_type.__name__)

    return hook


def main(text: str, runs: int) -> None:
    """Run it so often, and print how each run ended."""
    out, whole, own = sys.stdout, 400, 400
    place = max(text.find("def work"), 0)
    parts = [compile(part, FILE, "exec") for part in (text[:place], text[place:])]
    for seed in range(runs):
        printed: list[str] = []
        failed: list[str] = []
        sys.stdout = types.SimpleNamespace(write=printed.append, flush=lambda: None)  # type: ignore[assignment]
        threading.excepthook = hook_of(failed)
        module = sys.modules["program"] = types.ModuleType("program")
        trace = Interrupted(random.Random(seed), whole, own)
        try:
            exec(parts[0], vars(module))
            threading.settrace(trace)
            sys.settrace(trace)
            exec(parts[1], vars(module))
        except Exception as error:
            failed.append(type(error).__name__)
        finally:
            sys.settrace(None)
            threading.settrace(None)  # type: ignore[arg-type]
        for thread in threading.enumerate():
            if thread is not threading.current_thread():
                thread.join()
        whole, own = max(trace.whole, 1), max(trace.own, 1)
        print(json.dumps([failed, state(vars(module)), "".join(printed)]), file=out, flush=True)


if __name__ == "__main__":
    main(sys.stdin.read(), int(sys.argv[1]))
