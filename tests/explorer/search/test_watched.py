"""A search that somebody waits for: it says how far it is, and ends when it is told to."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from threadlab.explorer import explore, outcomes
from threadlab.explorer.search import budget
from threadlab.explorer.search.budget import watched

LONG = """from threading import Thread

seen = 0

def work():
    global seen
    for _ in range(ROUNDS):
        seen += 1

threads = [Thread(target=work) for _ in range(4)]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""
MANY = LONG.replace("ROUNDS", "6")
ONE = LONG.replace("ROUNDS", "100_000")  # whose runs take seconds each
FAILS = MANY + "assert seen == 24\n"


@pytest.fixture(autouse=True)
def each_look(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """A watcher is asked whenever the time is: what it says doesn't depend on the machine."""
    monkeypatch.setattr(budget, "_LOOK_SECONDS", 0.0)
    yield
    assert not budget._watchers


def test_search_ends_when_it_is_told_to_and_says_what_it_has_found() -> None:
    told: list[int] = []
    with watched(lambda count: told.append(count) or count < 40):
        verdict = explore(MANY, seconds=1e9)
    assert (verdict.status, verdict.late) == ("survived", True)
    assert 40 <= verdict.runs < 60
    assert told == sorted(told) and told[-1] == 40
    assert "more than could be tried in" in verdict.message and "e+09" not in verdict.message


def test_a_run_in_its_midst_is_broken_off_too() -> None:
    with watched(lambda count: False):
        verdict = explore(ONE, seconds=1e9)
    assert verdict.status == "survived" and verdict.runs <= 1
    assert "nothing is known about the program" in verdict.message


def test_outcomes_so_far_are_shown() -> None:
    with watched(lambda count: count < 40):
        found = outcomes(MANY, seconds=1e9)
    assert not found.complete and len(found) >= 1 and found.runs <= 60


def test_who_only_looks_changes_no_verdict() -> None:
    with watched(lambda count: True):
        seen = explore(FAILS)
    alone = explore(FAILS)
    assert (seen.kind, seen.schedule, seen.runs) == (alone.kind, alone.schedule, alone.runs)
    assert seen.kind == "assertion"


def test_story_is_not_made_shorter_once_it_is_told_to_end() -> None:
    count_of = [0]

    def enough(count: int) -> bool:
        count_of[0] += 1
        return count_of[0] < 2

    with watched(enough):
        verdict = explore(FAILS)
    assert verdict.kind in (None, "assertion")
