"""Whether a check that held was explored far enough for a mark, and what its verdict rests on.

Marks are not to be had for time: a search that a slow answer, a busy machine or a flood of
processes has cut short has found nothing, and says nothing.
"""

from __future__ import annotations

from typing import Any

from threadlab.grading.judging.examination import Doubtful
from threadlab.grading.wire.texts import printable
from threadlab.homework.checks import CHECK_SECONDS
from threadlab.words import say

EMERGENCY_SECONDS = 600.0  # by the clock, for one check: a search counts runs, and its own work
_LEAST_SECONDS = 3.0  # of work for a check, however slow those before have been …
_CHECKS = 2  # … which together get the seconds of so many
_VERDICT_SHARE = 4  # what has led to a verdict counts for so much less
_MOST_CHARACTERS = 80  # of a name that the room tells


class Patience:
    """How many seconds of work the next check of a notebook gets: fewer after each slow one.

    Half of what those of the notebook have left together. What has led to a verdict counts for
    less: it may be slow, and worth it.
    """

    def __init__(self) -> None:
        self._left = _CHECKS * CHECK_SECONDS

    @property
    def seconds(self) -> float:
        """What the next one gets."""
        return max(self._left / 2, _LEAST_SECONDS)

    def note(self, verdict: dict[str, Any]) -> None:
        """Take notice of what a room says of its work; one that says nothing has used up all."""
        work = verdict.get("work")
        if not isinstance(work, float) or work < 0:
            work = self.seconds
        elif not is_cut_short(verdict):
            work /= _VERDICT_SHARE
        self._left = max(self._left - work, 0.0)


def searched(verdict: dict[str, Any]) -> dict[str, Any]:
    """What the mark of a check records of the search behind it."""
    runs = verdict.get("runs")
    return {
        "status": str(verdict.get("status"))[:_MOST_CHARACTERS],
        "runs": runs if type(runs) is int and runs >= 0 else 0,
        "enough": verdict.get("enough") is True,
        "unknown": _unknown(verdict.get("unknown")),
    }


def told(found: dict[str, Any]) -> str:
    """How far the search has gone behind a mark, for whoever looks at the graded cell."""
    whole = found["status"] == "proved"
    return say("grading.searched" if whole else "grading.searched_some", count=found["runs"])


def is_cut_short(verdict: dict[str, Any]) -> bool:
    """Whether a search has found nothing wrong, and has not come far enough to say so."""
    return verdict.get("status") == "survived" and verdict.get("enough") is not True


def doubt(found: dict[str, Any]) -> None:
    """Raise `Doubtful` if a person has to decide about a check that has held, as far as it went."""
    if not found["enough"]:
        raise Doubtful(say("grading.not_judged", count=found["runs"]), say("grading.too_few_runs"))
    if found["unknown"]:
        raise Doubtful(
            say("grading.rests_on_unknown", what=found["unknown"]),
            say("grading.rests_on_something"),
        )


def not_judged() -> Doubtful:
    """What becomes of a check whose search gave no answer at all in the time of an emergency."""
    return Doubtful(say("grading.no_verdict_in_time", seconds=f"{EMERGENCY_SECONDS:g}"))


def _unknown(told: Any) -> str:
    """What was called that nobody knows, in words; empty if there is nothing."""
    if told is None:
        return ""
    if isinstance(told, list) and len(told) == 2 and type(told[1]) is int:
        name = printable(str(told[0])[:_MOST_CHARACTERS])
        return say("grading.unknown_call", name=name, line=told[1])
    return say("grading.unknown_something")
