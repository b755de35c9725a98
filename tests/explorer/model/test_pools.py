"""Pools of threads, and the ends of their blocks."""

from __future__ import annotations

import pytest

from threadlab import explore, replay


def test_the_end_of_a_with_of_a_pool_is_a_step_of_its_own() -> None:
    source = """
from concurrent.futures import ThreadPoolExecutor
def suit(pool):
    return pool.submit(len, "abc").result()
def main():
    with ThreadPoolExecutor(1) as pool:
        pool.submit(suit, pool)
"""
    assert explore(source).kind == "deadlock"


def test_a_fault_of_a_pool_is_told_by_a_schedule_that_does_it_again() -> None:
    """A worker has taken its task before its first operation: the shortest story can't be said."""
    source = """
from concurrent.futures import ThreadPoolExecutor
done = []
def main():
    with ThreadPoolExecutor(2) as pool:
        for name in "ab":
            pool.submit(done.append, name)
    assert done == ["a", "b"]
"""
    verdict = explore(source)
    assert verdict.kind == "assertion"
    assert replay(source, verdict.schedule).kind == "assertion"


@pytest.mark.parametrize("fault", ["set_result(4)", "add_done_callback(leave)"])
def test_who_waits_for_a_worker_that_has_died_hears_of_what_it_died(fault: str) -> None:
    source = f"""
from concurrent.futures import ThreadPoolExecutor
def leave(future):
    raise SystemExit
def main():
    with ThreadPoolExecutor(1) as pool:
        future = pool.submit(len, "abc")
        future.{fault}
        assert pool.submit(len, "abc").result() == 3
"""
    verdict = explore(source)
    assert verdict.kind == "exception" and "thread died" in verdict.message, verdict


@pytest.mark.parametrize(
    "make", ["pool.submit(list, free)", "pool.map(sorted, [free])", "pool.submit(free.copy)"]
)
def test_what_a_worker_calls_has_its_points_also_if_python_has_written_it(make: str) -> None:
    source = f"""
from concurrent.futures import ThreadPoolExecutor
free = []
def main():
    with ThreadPoolExecutor(1) as pool:
        made = {make}
        free.append(1)
        made = list(made)[0] if hasattr(made, "__next__") else made.result()
    assert made == [1]
"""
    verdict = explore(source, everything=True)
    assert verdict.kind == "assertion" and verdict.failures < verdict.runs, verdict
