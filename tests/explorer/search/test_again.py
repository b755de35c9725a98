"""The first run is made again at the end: what comes from outside of the program shows there."""

from __future__ import annotations

import itertools

import pytest

from threadlab import explore, outcomes
from threadlab.explorer.model import system
from threadlab.explorer.search import explore as explore_module
from threadlab.explorer.search.again import FirstRun
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

PROGRAM = """
import os, threading
n, lock = 0, threading.Lock()
def work():
    global n
    with lock:
        {use}
        n += 1
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""


def numbers():
    """An `os` whose processes have other numbers each time."""
    outside = itertools.count(1000)
    return lambda *_: {"getpid": lambda: next(outside)}


@pytest.mark.parametrize(
    ("use", "line"),
    [
        ("print(os.getpid())", 0),  # what is printed
        ("n = os.getpid()", 8),
        ("if os.getpid() % 1000 > 1: n = 3", 7),
        ("n += 1 if os.getpid() % 1000 > 1 else 0", 8),
        ("pass", None),
    ],
)
def test_what_differs_from_run_to_run_is_nondeterministic(monkeypatch, use, line):
    monkeypatch.setattr(system, "os_of", numbers())
    verdict = explore(PROGRAM.format(use=use))
    monkeypatch.setattr(system, "os_of", numbers())
    found = outcomes(PROGRAM.format(use=use))
    assert found.complete is (line is None)
    if line is None:
        assert verdict.status == "proved"
        return
    assert "does not do the same thing twice" in found.summary
    assert verdict.kind == "nondeterministic", verdict
    assert (f"Line {line} is the first" in verdict.message) == bool(line)


@pytest.mark.parametrize("change", ["setattr", "type.__setattr__"])
def test_what_the_hooks_have_learned_since_is_no_difference(change):
    source = f"""
        import threading
        class Shelf:
            books = 0
        def change():
            {change}(Shelf, 'books', 1)
        def main():
            thread = threading.Thread(target=change)
            thread.start()
            assert getattr(Shelf(), 'books') in (0, 1)
            thread.join()
    """
    assert explore(source, entry="main").status == "proved"
    assert outcomes(source, entry="main").complete


def test_where_no_run_has_ended_none_is_made_again(monkeypatch):
    """It would take as long as the first one, and nothing is claimed that it could refute."""
    made = []
    monkeypatch.setattr(FirstRun, "line_that_differs", lambda *_: made.append(1))
    grows = "found = []\nwhile len(found) >= 0: found.append(1)"
    verdict = explore(grows, steps=2000)
    assert (verdict.status, verdict.ended, made) == ("survived", 0, [])


PRINTS = "print(os.getpid())"
LOOP = "for _ in range(40_000): pass"


@pytest.mark.parametrize("before", [True, False])
@pytest.mark.parametrize("outside, kind", [("pass", None), (PRINTS, "nondeterministic")])
def test_time_that_ends_before_the_repetition_or_in_it_makes_no_difference(
    monkeypatch, outside, kind, before
):
    """It is neither a reason to call a program another one each time, nor one to believe it."""
    search = explore_module.Search._search

    def until_time_is_over(self, seed):
        search(self, seed)
        self.world.deadline = -1.0
        self.budget.deadline = -1.0 if before else self.budget.deadline

    monkeypatch.setattr(explore_module.Search, "_search", until_time_is_over)
    monkeypatch.setattr(system, "os_of", numbers())
    text = text_of(PROGRAM.format(use=f"{outside}\n        {LOOP}"))
    found = explore_module.searched(
        stage(text, steps=10**6), seconds=60, runs=300, least=300
    ).tell()
    assert found.kind == kind, found
