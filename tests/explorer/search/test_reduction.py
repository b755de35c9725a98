"""The reduction by itself, on logs that no world has written: threads are lists of operations."""

from __future__ import annotations

import random
from itertools import pairwise, permutations
from math import factorial

import pytest

from threadlab.explorer.engine.fiber import FOREVER, Segment, Turn
from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.modes import CONFLICT, NOTHING, READ, WRITE, Mode
from threadlab.explorer.engine.record import Blocked, RunRecord
from threadlab.explorer.search.dpor import Branch, Reduction
from threadlab.explorer.search.sleep import still_asleep

Thread = tuple[tuple[str, int], ...]  # what it touches in turn, and how


def accesses(entry):
    _, thing, mode, _ = entry
    return [] if mode == NOTHING else [(("s", thing), mode)]


class Paper:
    """Threads on paper, which can always go on."""

    def __init__(self, *threads: Thread):
        self.threads = threads

    def run(self, branch: Branch) -> RunRecord:
        """Follow the plan, then let each thread go on for as long as it can and is not asleep."""
        log, segments = [], []
        done = [0] * len(self.threads)

        def go(fiber: int, until: int) -> None:
            while done[fiber] < len(self.threads[fiber]) and done[fiber] + 1 < until:
                log.append((SYNC, *self.threads[fiber][done[fiber]], None))
                done[fiber] += 1
            over = done[fiber] == len(self.threads[fiber])
            stands = FOREVER if over else done[fiber] + 1
            segments.append(Segment(fiber, stands, len(log), done[fiber], done[fiber]))

        for fiber, until in branch.plan[:-1]:
            go(fiber, until)
        sleep, mark, me = branch.sleep, branch.mark, 0
        if branch.plan:
            me = branch.plan[-1].fiber
            go(me, done[me] + 2)
        while True:
            sleep = still_asleep(sleep, [a for entry in log[mark:] for a in accesses(entry)])
            mark = len(log)
            able = [f for f, thread in enumerate(self.threads) if done[f] < len(thread)]
            awake = [f for f in able if f not in sleep]
            if not awake:
                return RunRecord(log, segments, accesses, "redundant" if able else "ended")
            me = me if me in awake else awake[0]
            go(me, done[me] + 2)

    def orders(self) -> tuple[list[tuple[object, ...]], int]:
        """What each run that is not redundant came to, and how many runs were made in all."""
        reduction, found, count = Reduction(0), [], 0
        while (branch := reduction.next_run()) is not None:
            record = self.run(branch)
            count += 1
            if record.ending == "ended":
                found.append(conflicts_in_order(record))
            assert not reduction.learn(record), "On paper no place is new."
        assert reduction.exhausted
        return found, count


def conflicts_in_order(record: RunRecord) -> tuple[object, ...]:
    """What tells one class of equivalent runs from another: the order of each conflicting pair."""
    whose = [
        s.fiber for s, n in zip(record.segments, lengths(record), strict=True) for _ in range(n)
    ]
    numbered, seen = [], {}
    for fiber, (_, thing, mode, _) in zip(whose, record.log, strict=True):
        seen[fiber] = seen.get(fiber, 0) + 1
        numbered.append((fiber, seen[fiber], thing, mode))
    return tuple(sorted(
        (a[:2], b[:2])
        for i, a in enumerate(numbered) for b in numbered[i + 1:]
        if a[0] != b[0] and a[2] == b[2] and CONFLICT[a[3]][b[3]]
    ))  # fmt: skip


def lengths(record: RunRecord) -> list[int]:
    ends = [0, *(segment.end for segment in record.segments)]
    return [end - begin for begin, end in pairwise(ends)]


def by_brute_force(*threads: Thread) -> set[tuple[object, ...]]:
    """The classes of all interleavings, without any reduction."""
    owners = [fiber for fiber, thread in enumerate(threads) for _ in thread]
    found = set()
    for order in set(permutations(owners)):
        done = [0] * len(threads)
        log, segments = [], []
        for fiber in order:
            log.append((SYNC, *threads[fiber][done[fiber]], None))
            done[fiber] += 1
            segments.append(Segment(fiber, FOREVER, len(log), done[fiber], done[fiber]))
        found.add(conflicts_in_order(RunRecord(log, segments, accesses)))
    return found


@pytest.mark.parametrize("count", [1, 2, 3, 4])
def test_writers_of_one_thing_have_an_order_for_each_permutation(count):
    found, runs = Paper(*[(("x", WRITE),)] * count).orders()
    assert len(found) == len(set(found)) == runs == factorial(count)


def test_readers_and_writers_of_different_things_have_one_order():
    assert Paper((("x", READ),), (("x", READ),), (("x", READ),)).orders()[1] == 1
    assert Paper((("x", WRITE),), (("y", WRITE),), (("z", WRITE),)).orders()[1] == 1


@pytest.mark.parametrize("seed", range(60))
def test_each_class_of_runs_is_found_and_found_once(seed):
    dice = random.Random(seed)
    modes = [READ, WRITE, Mode.ITEM_READ, Mode.ITEM_WRITE, Mode.ADD, NOTHING]
    threads = [
        tuple((dice.choice("xy"), int(dice.choice(modes))) for _ in range(dice.choice([1, 2, 3])))
        for _ in range(dice.choice([2, 3]))
    ]
    found, _ = Paper(*threads).orders()
    assert set(found) == by_brute_force(*threads)
    assert len(found) == len(set(found))


@pytest.mark.parametrize("seed", range(300))
def test_each_class_is_found_where_conflicts_are_not_passed_on(seed):
    """A conflicts with B, and B with C, and not A with C: whoever comes first is not just any."""
    dice = random.Random(f"passed on {seed}")
    modes = [READ, Mode.APPEND, Mode.TAKE, Mode.DONE, Mode.SIGNAL, Mode.PUT, Mode.ADD,
             Mode.ITEM_READ, Mode.ITEM_WRITE]  # fmt: skip
    few = [int(mode) for mode in dice.sample(modes, 3)]
    threads = [tuple(("x", dice.choice(few)) for _ in range(count)) for count in (1, 2, 2)]
    found, _ = Paper(*threads).orders()
    assert set(found) == by_brute_force(*threads)
    assert len(found) == len(set(found))


def test_who_waits_for_ever_is_let_go_before_whoever_made_it_wait():
    """One has taken a lock and kept it: the other one might have come first."""
    first = RunRecord(
        [(SYNC, "lock", Mode.ACQUIRE, None), (SYNC, None, NOTHING, None)],
        [Segment(1, FOREVER, 1, 1, 1), Segment(2, FOREVER, 2, 1, 1)],
        accesses,
        "stuck",
        [Blocked(2, (None, "lock", Mode.ACQUIRE, None))],
    )
    reduction = Reduction(0)
    assert reduction.next_run() == Branch([], {}, 0)
    assert not reduction.learn(first)
    assert reduction.next_run().plan[-1] == Turn(2)
    # Without the note on who waits there would have been nothing left to try.
    blind = Reduction(0)
    blind.next_run()
    first.blocked = ()
    blind.learn(first)
    assert blind.next_run() is None


def test_a_plan_that_could_not_be_followed_opens_what_could_go_on_there():
    written = RunRecord(
        [(SYNC, "x", WRITE, None), (SYNC, "x", WRITE, None)],
        [Segment(0, FOREVER, 1, 1, 1), Segment(1, FOREVER, 2, 1, 1)],
        accesses,
    )
    reduction = Reduction(0)
    reduction.next_run()
    reduction.learn(written)
    assert reduction.next_run().plan[-1] == Turn(1)
    reduction.learn(RunRecord([], [], accesses, "diverged", able=frozenset({2})))
    assert reduction.next_run().plan[-1] == Turn(2)


def test_a_race_at_a_place_without_a_point_is_new_once():
    """The reduction asks to begin anew, now with the point; and the sites may have become more."""
    record = RunRecord([5, 6], [Segment(0, FOREVER, 1, 1, 1), Segment(1, FOREVER, 2, 1, 1)],
                       lambda entry: [(("g", "program", "n"), WRITE)])  # fmt: skip
    reduction = Reduction(2)
    reduction.next_run()
    assert reduction.learn(record, sites=7)
    assert reduction.flagged[5] and reduction.flagged[6] and not reduction.flagged[4]
    reduction.restart()
    reduction.next_run()
    assert not reduction.learn(record, sites=7)
    assert reduction.next_run() is not None
