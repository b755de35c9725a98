"""Runs a program that starts threads under every meaningfully different interleaving.

    explore(main)            a verdict: proved, survived, or failed with the schedule that breaks it
    outcomes(main)           everything that it can print
    replay(main, schedule)   one run, the schedule followed
    simulate(main)           one run in virtual time
    step(main, choices)      where a program stands after some choices, and who can go on

The way through the folders: source/ finds the text of a program, instrument/ rewrites it, stage.py
makes it ready over model/ and objects/, engine/ runs it and keeps the log, search/ chooses the
schedules, telling/ and result.py say what was found. docs/architecture.md walks through it.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from threadlab.explorer.api import (
        Outcome,
        Outcomes,
        Run,
        Standing,
        Verdict,
        explore,
        outcomes,
        replay,
        simulate,
        step,
    )

__all__ = [
    "Outcome",
    "Outcomes",
    "Run",
    "Standing",
    "Verdict",
    "explore",
    "outcomes",
    "replay",
    "simulate",
    "step",
]


def __getattr__(name: str) -> Any:
    """Load what is asked for: who reads the text of programs alone needs little of all this."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.api"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
