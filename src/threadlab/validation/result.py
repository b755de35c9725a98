"""What validating has found: how each task stands, as values."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, Literal

from threadlab.homework.reading import Unreadable
from threadlab.words import say

State = Literal["passed", "failed", "open", "waits", "hidden", "read", "late", "unrun"]


@dataclass(frozen=True)
class Told:
    """A schedule that breaks a check: rows (thread, place, source, words), and its player."""

    rows: tuple[tuple[str, str, str, str], ...]
    schedule: str
    html: str = ""


@dataclass(frozen=True)
class Tested:
    """How one test stands, in one sentence; `detail` is the rest of it, and `told` a schedule.

    `cell` is the index of its cell in the notebook, `where` that of the student's cell in whose
    `line` it went wrong.
    """

    name: str
    state: State
    points: float
    cell: int
    message: str = ""
    detail: str = ""
    told: Told | None = None
    where: int | None = None
    line: int = 0


@dataclass(frozen=True)
class Checked:
    """How a task stands: as the worst of its tests does. `cell` is where one would go on.

    `note` says what nobody can know yet of one that has passed.
    """

    title: str
    state: State
    points: float
    cell: int
    tests: tuple[Tested, ...]
    note: str = ""


@dataclass(frozen=True)
class Checklist:
    """A notebook's tasks, the cells that Python can't read, and what else is to be said."""

    name: str
    tasks: tuple[Checked, ...]
    unreadable: tuple[Unreadable, ...] = ()
    notes: tuple[str, ...] = ()
    summary: str = field(default="")

    def as_data(self) -> dict[str, Any]:
        """The same as JSON has it."""
        return asdict(self)


def summary_of(tasks: Sequence[Checked]) -> str:
    """How many points pass, fail, and so on, in one sentence."""
    points: dict[State, float] = {}
    for task in tasks:
        for test in task.tests:
            points[test.state] = points.get(test.state, 0) + test.points
    total = sum(points.values())
    parts = [say("validate.sum_passed", points=f"{points.get('passed', 0):g}", total=f"{total:g}")]
    failed = sum(points.get(state, 0) for state in ("failed", "late", "unrun"))
    for key, worth in (
        ("failed", failed), ("waits", points.get("waits", 0)), ("open", points.get("open", 0)),
        ("read", points.get("read", 0)), ("hidden", points.get("hidden", 0)),
    ):  # fmt: skip
        if worth:
            parts.append(say(f"validate.sum_{key}", points=f"{worth:g}", count=worth))
    return ", ".join(parts) + "."
