"""What test cells of the homework can say."""

from __future__ import annotations

import subprocess
import sys
import threading
from time import perf_counter

import pytest

from threadlab.checks import hold_open, in_step, soon, together


def test_results_come_in_order() -> None:
    assert together(lambda: 1, lambda: 2, lambda: 3) == [1, 2, 3]


def test_the_functions_run_at_the_same_time() -> None:
    barrier = threading.Barrier(3)
    assert sorted(together(*[lambda: barrier.wait(5)] * 3)) == [0, 1, 2]


def test_the_first_error_is_raised() -> None:
    with pytest.raises(ZeroDivisionError):
        together(lambda: 1, lambda: 1 // 0)


def test_a_deadlock_fails_with_a_sentence_and_leaves_only_daemons() -> None:
    lock = threading.Lock()
    lock.acquire()
    with pytest.raises(AssertionError, match=r"1 of 2 threads had not ended after 0\.1 s"):
        together(lock.acquire, lambda: None, seconds=0.1)
    assert all(thread.daemon for thread in threading.enumerate()[1:])
    lock.release()


def test_a_single_call_that_hangs_fails_with_a_sentence() -> None:
    lock = threading.Lock()
    lock.acquire()
    with pytest.raises(AssertionError, match="A call had not ended after"):
        soon(lock.acquire, seconds=0.1)
    lock.release()
    assert soon(lambda: "done") == "done"


def sell_without_a_lock(threads: int) -> list[int]:
    pause, tickets, sold = hold_open(threads), [1], []

    def buy() -> None:
        if tickets:
            pause()
            sold.append(1)
            tickets.clear()

    together(*[buy] * threads)
    return sold


def test_everybody_without_a_lock_falls_into_the_gap() -> None:
    assert [sell_without_a_lock(4) for _ in range(20)] == [[1, 1, 1, 1]] * 20


def test_with_a_lock_the_gap_opens_for_one_and_costs_its_time_once() -> None:
    pause, lock = hold_open(3, seconds=0.2), threading.Lock()
    times = []

    def enter() -> None:
        with lock:
            begin = perf_counter()
            pause()
            times.append(perf_counter() - begin)

    together(*[enter] * 3)
    assert times[0] == max(times), "the first one waits, in vain, and nobody after it does"
    assert sum(times[1:]) < times[0]


def test_in_step_finds_a_gap_between_two_lines_that_has_no_pause() -> None:
    sold: list[int] = []
    tickets = [1]

    def buy() -> None:
        if tickets:
            sold.append(1)
            tickets.clear()

    in_step(*[buy] * 4)
    assert sold == [1, 1, 1, 1]


def test_in_step_finds_two_locks_that_are_taken_in_opposite_orders() -> None:
    one, other = threading.Lock(), threading.Lock()

    def forwards() -> None:
        with one, other:
            pass

    def backwards() -> None:
        with other, one:
            pass

    with pytest.raises(AssertionError, match="2 of 2 threads had not ended"):
        in_step(forwards, backwards, seconds=1)


def test_in_step_works_the_first_time_in_a_process() -> None:
    code = """
from threadlab.checks import in_step
tickets, sold = [1], []
def buy():
    if tickets:
        sold.append(1)
        tickets.clear()
in_step(*[buy] * 4)
print(sold)
"""
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[1, 1, 1, 1]"


def test_in_step_leaves_right_programs_alone() -> None:
    lock, sold, tickets = threading.Lock(), [], [1]

    def buy() -> str | None:
        with lock:
            if tickets:
                sold.append(tickets.pop())
                return "sold"
        return None

    assert sorted(map(str, in_step(*[buy] * 4))) == ["None", "None", "None", "sold"]
    assert sold == [1]
    assert threading.gettrace() is None


def test_in_step_takes_functions_that_have_no_lines() -> None:
    assert in_step([3].pop, list) == [3, []]
