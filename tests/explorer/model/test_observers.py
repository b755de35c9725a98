"""Whatever the library shows of its objects is a look that the search knows of.

To try all of it takes minutes: `python -m explorer.model.test_observers`, in tests/. Here it is a
part of what locks, events and semaphores show, another part with each change.
"""

from __future__ import annotations

import sys

import pytest

from support.observers import Observed
from support.subjects import EVENTS, LOCKS, OBJECTS, Subject
from threadlab.explorer.model.base import Models

EACH = 9  # of so many ways to look at a subject one is tried
QUICK = [(subject, change) for subject in LOCKS + EVENTS for change in subject.changes]


def holes(observed: Observed, numbers: range) -> list[str]:
    """The looks that show, in some order, what the search has not found."""
    found = []
    for number in numbers:
        outcomes = observed.found(number)
        if "unsupported" not in outcomes and not set(observed.tried(number)) <= outcomes:
            found.append(observed.looks[number])
    return found


@pytest.mark.parametrize(
    ("place", "subject", "change"),
    [pytest.param(place, *pair, id=f"{pair[0].name}: {pair[1]}"[:70])
     for place, pair in enumerate(QUICK)],
)  # fmt: skip
def test_what_can_be_seen_is_found(place: int, subject: Subject, change: str) -> None:
    observed = Observed(subject, change)
    assert holes(observed, range(place % EACH, len(observed.looks), EACH)) == []


def test_a_look_without_a_footprint_is_found_out(monkeypatch: pytest.MonkeyPatch) -> None:
    subject = next(subject for subject in EVENTS if subject.name == "Semaphore")
    observed = Observed(subject, "made.acquire()")
    number = observed.looks.index("made._value")
    assert holes(observed, range(number, number + 1)) == []
    monkeypatch.setattr(Models, "looks", lambda *_: None)
    monkeypatch.setattr(Models, "looks_besides", lambda *_: None)
    blind = Observed(subject, "made.acquire()")
    assert holes(blind, range(number, number + 1)) == ["made._value"]


if __name__ == "__main__":
    names = set(sys.argv[1:])
    count = 0
    for subject in OBJECTS:
        for change in subject.changes if not names or subject.name in names else ():
            observed = Observed(subject, change)
            count += len(observed.looks)
            print(subject.name, change, *holes(observed, range(len(observed.looks))), sep=" | ")
    print(count, "looks beside a change")
