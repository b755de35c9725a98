"""Pools of threads, and the ends of their blocks."""

from __future__ import annotations

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
