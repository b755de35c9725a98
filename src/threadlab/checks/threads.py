"""Run a student's functions in threads, without luck and without getting stuck."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from time import monotonic, sleep
from types import FrameType
from typing import Any

REST = 0.001  # seconds before an instruction: longer than it takes to start the other threads


def together(*functions: Callable[[], Any], seconds: float = 5.0) -> list[Any]:
    """Run each function in a thread of its own, all at once, and return their results in order.

    Raises the first error that one of them raised, and `AssertionError` if one is still running
    after `seconds`, as in a deadlock. The threads are daemons: one that is stuck does not keep
    the rest of the notebook from being checked.

    >>> together(lambda: 1, lambda: 2)
    [1, 2]
    """
    results: dict[int, Any] = {}
    errors: dict[int, BaseException] = {}

    def run(number: int) -> None:
        try:
            results[number] = functions[number]()
        except BaseException as error:
            errors[number] = error

    threads = [
        threading.Thread(target=run, args=(number,), daemon=True)
        for number in range(len(functions))
    ]
    for thread in threads:
        thread.start()
    end = monotonic() + seconds
    for thread in threads:
        thread.join(max(end - monotonic(), 0))
    for number in sorted(errors):
        raise errors[number]
    stuck = len(functions) - len(results)
    who = f"{stuck} of {len(functions)} threads" if len(functions) > 1 else "A call"
    assert not stuck, (
        f"{who} had not ended after {seconds:g} s. Who waits for whom? Is there a lock that is "
        "never released, or taken twice?"
    )
    return [results[number] for number in range(len(functions))]


def in_step(*functions: Callable[[], Any], seconds: float = 20.0) -> list[Any]:
    """Do as `together`, but let every thread rest before each of its bytecode instructions.

    So the threads go on side by side, step by step, and what can come between two steps does:
    without a lock everybody checks before anybody acts, and of two locks taken in opposite orders
    each thread gets one. Only code of the module or notebook that a function comes from is
    followed. A wrong program can still be lucky here; a right one has nothing to fear but the
    time it takes.
    """

    def follow(function: Callable[[], Any]) -> Callable[[], Any]:
        home = getattr(getattr(function, "__func__", function), "__globals__", None)

        def rest(frame: FrameType, event: str, argument: object) -> Any:
            if frame.f_globals is not home:
                return None
            frame.f_trace_opcodes = True
            if event == "opcode":
                sleep(REST)
            return rest

        def run() -> Any:
            sys.settrace(rest)
            try:
                return function()
            finally:
                sys.settrace(None)

        return run

    soon(follow(lambda: None))  # CPython 3.12 follows instructions only from the second time on
    return together(*map(follow, functions), seconds=seconds)


def soon(function: Callable[[], Any], seconds: float = 5.0) -> Any:
    """Return `function()`, or fail if it is not done after `seconds`: it waits for something."""
    return together(function, seconds=seconds)[0]


def hold_open(threads: int, seconds: float = 0.2) -> Callable[[], None]:
    """Return a pause that ends when so many `threads` are in it at once, or after `seconds`.

    Put between a look and a take it is the worst schedule there is: everybody who can get into
    the gap is in it before anybody goes on. If a lock lets in one at a time, the first one waits
    `seconds` and nobody after it waits at all.
    """
    barrier = threading.Barrier(threads)

    def pause() -> None:
        try:
            barrier.wait(seconds)
        except threading.BrokenBarrierError:
            return

    return pause
