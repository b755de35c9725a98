"""What has nothing to do with threads does no harm to a program."""

from __future__ import annotations

from support.tickets import TICKETS, WORKER
from threadlab import explore


def test_a_generator_that_threads_share_breaks():
    program = WORKER.replace("target=work", "target=next, args=(numbers,)").replace(
        "    thread.join()", "    next(numbers)\n    thread.join()"
    )
    program += "def count():\n    global n\n    while True:\n        n += 1\n        yield n\n"
    verdict = explore(program + "numbers = count()")
    assert verdict.kind == "exception" and "generator already executing" in verdict.message


def test_an_import_that_is_not_used_does_no_harm():
    assert explore("import socket, subprocess, ctypes\n" + TICKETS).kind == "assertion"


def test_a_type_hint_of_what_is_not_modelled_does_no_harm():
    hints = "import sqlite3\nfrom pathlib import Path\ndef keep(folder: None | Path | str, "
    hints += "base: sqlite3.Connection | None = None) -> Path: pass\n"
    assert explore(hints + TICKETS).kind == "assertion"
