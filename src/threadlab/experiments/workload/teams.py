"""Teams that begin all at once: how long they take to get ready, and how long to do their work."""

from __future__ import annotations

import multiprocessing
import threading
import time
from collections.abc import Callable, Sequence
from typing import Any

from .base import task

Member = tuple[Callable[..., object], tuple[Any, ...]]  # a function and its arguments


def time_team(
    kind: str, members: Sequence[Member], alone: tuple[str, float] = ("empty", 0)
) -> tuple[float, float]:
    """Seconds until all of a team are ready to begin, and from there until they are done.

    What is to be done by one `alone` is done in between, by the caller, and counts as work.
    """
    context: Any = threading if kind == "threads" else multiprocessing.get_context(kind)
    make = context.Thread if kind == "threads" else context.Process
    began = time.perf_counter()
    gate = context.Barrier(len(members) + 1)
    team = [make(target=_member, args=(gate, *member)) for member in members]
    try:
        for one in team:
            one.start()
        while gate.n_waiting < len(members):
            time.sleep(0.0002)
    except Exception:
        gate.abort()  # the system's limit: those who wait already go home
        raise
    ready = time.perf_counter()
    task(*alone)
    gate.wait()
    for one in team:
        one.join()
    return ready - began, time.perf_counter() - ready


def _member(gate: Any, work: Callable[..., object], arguments: tuple[Any, ...]) -> None:
    gate.wait()
    work(*arguments)
