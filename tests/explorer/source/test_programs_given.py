"""Every way to hand over a program: functions, closures, instances, text, modules beside it."""

from __future__ import annotations

from support.tickets import TICKETS
import builtins
import gc
import math
import queue
import threading
import time
from functools import partial
from pathlib import Path
import greenlet
import pytest
from threadlab import ThreadlabError, explore, outcomes, replay, simulate, step
from threadlab.explorer.objects.exact import among, same






tickets = 1


def buy():
    global tickets
    if tickets > 0:
        tickets -= 1


def sell_here():
    threads = [threading.Thread(target=buy) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert tickets >= 0


def sell(count, *, lock=None):
    left = count

    def take():
        nonlocal left
        if lock is None:
            if left > 0:
                left -= 1
            return
        with lock:
            if left > 0:
                left -= 1

    threads = [threading.Thread(target=take) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert left >= 0


def test_a_function_of_this_module():
    assert explore(sell_here).kind == "assertion"
    assert tickets == 1, "The module itself is left alone."


def test_partials_closures_locks_and_instances():
    assert explore(partial(sell, 1)).kind == "assertion"
    assert explore(partial(sell, 1, lock=threading.Lock())).status == "proved"
    lock, events, seats = threading.RLock(), queue.Queue(), [1]

    class Office:
        def __init__(self):
            self.left = 1

        def take(self, safely):
            if safely:
                with lock:
                    self.left -= bool(self.left)
            else:
                self.left -= bool(self.left)

        def check(self):
            threads = [threading.Thread(target=self.take, args=(len(seats) == 1,)) for _ in "ab"]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            events.put(self.left)
            assert events.get() == 0

    office = Office()
    assert explore(office.check).status == "proved"
    seats.append(2)
    assert explore(lambda: office.check()).status == "failed"
    assert office.left == 1 and events.empty()


def test_source_text_with_an_entry_and_without():
    assert explore(TICKETS, entry="main").kind == "assertion"
    assert explore(TICKETS + "\nmain()\n").kind == "assertion"
    guarded = TICKETS + '\nif __name__ == "__main__":\n    main()\n'
    assert explore(guarded).kind == "assertion"
    assert explore(guarded, entry="main").kind == "assertion"


def test_what_is_no_program_is_said_in_a_sentence():
    with pytest.raises(ThreadlabError, match="no function called nobody"):
        explore(TICKETS, entry="nobody")
    with pytest.raises(ThreadlabError, match="line 2"):
        explore("x = 1\nif x")
    with pytest.raises(ThreadlabError, match="int is a class, but a program is a function"):
        explore(int)
    with pytest.raises(ThreadlabError, match="of type int"):
        explore(3)
    with pytest.raises(ThreadlabError, match="can.t be found"):
        explore(len)


def test_modules_beside_the_program_are_run_again_privately(tmp_path, monkeypatch):
    Path(tmp_path, "bank_of_test.py").write_text(
        "total = 0\ndef add():\n    global total\n    total += 1\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    program = """
import threading
import bank_of_test
def main():
    threads = [threading.Thread(target=bank_of_test.add) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert bank_of_test.total == 2
"""
    assert explore(program).kind == "assertion"
    assert explore(program.replace("bank_of_test.add", "print")).kind == "assertion"
