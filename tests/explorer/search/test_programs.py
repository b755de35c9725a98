"""The explorer's answers on programs whose verdict is known, and the oracle over all of them."""

from __future__ import annotations

import functools
from itertools import permutations

import pytest

from support.corpus import Known, programs, verdict_of, without_locks
from support.oracle import all_outcomes, outcome
from support.samples import share
from threadlab import explore, outcomes, replay
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

KNOWN = programs()
RUNNABLE = [known for known in KNOWN if known.verdict != "unsupported"]
LOCKED = [
    (known, text) for known in KNOWN if known.verdict == "proved" for text in without_locks(known)
]
LARGE = (
    "reorder_10",
    "twostage_10",
    "wrong_lock_8",
    "poll_under_lock",
)  # too many orders to be exhausted
DICE = share(100, 2000)  # random runs of each program


def names(known: Known) -> str:
    return known.name


@pytest.mark.parametrize("known", KNOWN, ids=names)
def test_the_verdict_is_right_and_can_be_replayed(known):
    verdict = verdict_of(known)
    assert (verdict.kind or verdict.status) == known.verdict, verdict
    if verdict.kind not in (None, "unsupported"):
        assert replay(known.source, verdict.schedule, clock=known.clock).kind == verdict.kind
        assert f"Schedule: {verdict.schedule}" in verdict.story


@pytest.mark.parametrize(("known", "text"), LOCKED, ids=[f"{known.name}" for known, _ in LOCKED])
def test_without_one_of_its_locks_a_right_program_fails(known, text):
    assert explore(text, clock=known.clock, seconds=30).status == "failed", text


@pytest.mark.parametrize("known", [k for k in RUNNABLE if k.verdict != "proved"], ids=names)
def test_the_same_schedule_and_number_of_runs_each_time(known):
    first = verdict_of(known)
    second = explore(known.source, clock=known.clock, seconds=30)
    assert (first.schedule, first.runs, first.message) == (
        second.schedule,
        second.runs,
        second.message,
    )


@functools.cache
def by_dice(known: Known) -> tuple[tuple[object, str], ...]:
    """How random runs of a program end, and what they print, for all tests."""
    ready = stage(text_of(known.source), clock=known.clock, steps=20_000)
    found = []
    for seed in range(DICE):
        ready.run((), Dice(seed))
        found.append((outcome(ready), "".join(text for _, text in ready.world.output)))
    return tuple(found)


@pytest.mark.parametrize("known", [k for k in RUNNABLE if k.name not in LARGE], ids=names)
def test_every_random_outcome_is_one_that_the_reduction_has_found(known):
    found = all_outcomes(stage(text_of(known.source), clock=known.clock, steps=20_000))
    assert found is not None
    for seed, (ended, _) in enumerate(by_dice(known)):
        assert ended in found, f"seed {seed}"


@pytest.mark.parametrize("known", [k for k in RUNNABLE if k.name not in LARGE], ids=names)
def test_whatever_is_printed_by_chance_is_among_the_outcomes(known):
    found = outcomes(known.source, clock=known.clock, seconds=5, runs=1500)
    if not found.complete:
        return  # too many orders of prints; the oracle above has covered the rest
    for seed, (_, printed) in enumerate(by_dice(known)):
        assert printed in found.outputs, f"seed {seed}"


def test_all_orders_of_prints_are_outcomes():
    source = """
        from threading import Thread
        def main():
            for name in "abc":
                Thread(target=print, args=(name,)).start()
    """
    found = outcomes(source)
    assert found.complete
    assert found.outputs == [f"{a}\n{b}\n{c}\n" for a, b, c in permutations("abc")]
    for each in found:
        assert replay(source, each.schedule).output == each.output


def test_outcomes_differ_by_what_is_asked_for_and_by_how_they_end():
    source = """
        from threading import Thread
        total = 0
        def add():
            global total
            total = total + 1
        def main():
            threads = [Thread(target=add) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert total < 2
    """
    found = outcomes(source, "total")
    assert [(dict(o.values)["total"], o.kind) for o in found] == [("1", None), ("2", "assertion")]
    assert len(outcomes(source)) == 2
    assert "2 outcomes are possible; every schedule was covered" in repr(found)
