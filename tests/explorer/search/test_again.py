"""The first run is made again at the end: what comes from outside of the program shows there."""

from __future__ import annotations

import itertools

import pytest

from threadlab import explore
from threadlab.explorer.model import system

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
    outside = itertools.count(1000)
    monkeypatch.setattr(system, "os_of", lambda *_: {"getpid": lambda: next(outside)})
    verdict = explore(PROGRAM.format(use=use))
    if line is None:
        assert verdict.status == "proved"
        return
    assert verdict.kind == "nondeterministic", verdict
    assert (f"Line {line} is the first" in verdict.message) == bool(line)
