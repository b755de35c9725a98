"""What is printed of objects and of classes is the same in each run, and names Python's own."""

import re
from contextlib import redirect_stdout
from io import StringIO

from threadlab import explore, simulate

THINGS = {
    "function": "work", "lambda": "lambda: 0", "method": "shop.sell", "object": "shop",
    "generator": "(n for n in [1])", "record": "Job(work)",
    "record of an object": "Job(shop)", "tuple": "(work, shop)", "dictionary": "{work: shop}",
    "deque": "deque([shop])", "namespace": "SimpleNamespace(x=work)", "local": "local()",
    "queue": "Queue()", "own local": "Own()", "class of a thread": "Thread",
    "class of an event": "type(Event())", "class of a timer": "type(Timer(0, work))",
    "class of a semaphore": "Semaphore", "class of a barrier": "Barrier",
    "class of a lock": "type(RLock())",
    "a queue's class": "Queue", "an executor's class": "ThreadPoolExecutor",
}  # fmt: skip
PROGRAM = """
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pprint import pprint
from queue import Queue
from threading import Barrier, Event, RLock, Semaphore, Thread, Timer, local
from types import SimpleNamespace

class Shop:
    def sell(self): pass

class Own(local): pass

@dataclass
class Job:
    run: object

def work(): pass

shop = Shop()

def main():
    for thing in ({things},):
        print(thing)
        print(f"{{thing!r}} {{[thing]}}", "%s" % (thing,))
        pprint(thing)
"""
SOURCE = PROGRAM.format(things=", ".join(THINGS.values()))
_ADDRESS = re.compile(r"0x[0-9a-f]+")


def test_a_run_prints_the_same_each_time_and_what_python_prints():
    first = simulate(SOURCE).output
    kept = [bytearray(100_000) for _ in range(20)]
    assert simulate(SOURCE).output == first
    assert len(kept) == 20
    names = {"__name__": "program"}
    with redirect_stdout(StringIO()) as python:
        exec(SOURCE + "\nmain()", names)
    assert _ADDRESS.sub("0x", first) == _ADDRESS.sub("0x", python.getvalue())


def test_numbers_that_are_no_addresses_are_printed_as_they_are():
    source = (
        "def main():\n    print(hex(2**40), 'at 0xff at', hex(id(main)), ' at ' + hex(id(main)))"
    )
    run = simulate(source)
    first, _, second = run.output.split()[-3:]
    assert run.output.startswith("0x10000000000 at 0xff at") and first == second


def test_taking_from_an_iterator_is_told_as_that():
    source = """
from threading import Thread
rows, got = iter([1, 2]), []

def work():
    for row in rows:
        got.append(row)

def main():
    threads = [Thread(target=work) for _ in range(2)]
    for t in threads: t.start()
    for t in threads: t.join()
    assert got == [1, 2]
"""
    story = explore(source).story
    assert "takes an item of rows" in story
    assert "writes rows" not in story
