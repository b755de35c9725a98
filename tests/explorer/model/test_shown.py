"""Looking at an object of the library, or writing a text somewhere, is the same in each run."""

from __future__ import annotations

from textwrap import indent

import pytest

from threadlab import explore

PROGRAM = """
import copy, csv, datetime, io, json, logging, os, pprint, queue, random, sys, threading, time
import traceback, warnings
from concurrent.futures import Future, ThreadPoolExecutor
lock = threading.Lock()
thing = {thing}
total = 0
def work(n):
    global total
    with lock:
        total += n
{uses}
def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in (1, 2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert total == 3
"""
THINGS = (
    "threading.Lock()", "threading.RLock()", "threading.Event()", "threading.Condition()",
    "threading.Semaphore(2)", "threading.BoundedSemaphore(2)", "threading.Barrier(2)",
    "threading.Thread()", "threading.Timer(1, print)", "threading.local()", "queue.Queue()",
    "queue.PriorityQueue()", "queue.SimpleQueue()", "Future()", "ThreadPoolExecutor(1)",
    "sys.stdout", "sys.stderr", "logging.getLogger('x')", "random.Random(1)",
    "datetime.datetime.now()", "datetime.date.today()", "time.localtime()", "threading", "sys",
    "os", "threading.Lock", "threading.Thread", "queue.Queue", "sys.stdout.write", "print",
    "time.sleep", "lock", "KeyboardInterrupt", "random.random", "os.environ", "list(sys.modules)",
    "threading.Semaphore(1)._value",
)  # fmt: skip
SHOWN = (
    "print(thing)", "sys.stdout.write(str(thing))", "repr([thing])", "f'{thing} {thing!r}'",
    "'%s' % thing", "pprint.pformat(thing)", "pprint.pprint(thing, stream=sys.stdout)",
    "copy.copy(thing)", "json.dumps([thing], default=str)", "thing in [thing]", "hash(thing)",
    "vars(thing)", "dir(thing)",
)  # fmt: skip
WRITTEN = (
    "sys.stdout.write(f'{total}')", "sys.stderr.write(str(total))", "sys.stdout.flush()",
    "print(total, file=sys.stderr)", "pprint.pprint(total, stream=sys.stdout)",
    "traceback.print_stack(file=sys.stdout)", "json.dump([total], sys.stdout)",
    "csv.writer(sys.stdout).writerow([total])", "write = sys.stdout.write; write('x')",
    "list(map(print, [total]))", "print(*map(str, [total]))",
)  # fmt: skip


def program(thing, *uses):
    tried = "try: {}\nexcept (TypeError, AttributeError, ValueError, RecursionError): pass"
    lines = "\n".join(tried.format(use) for use in uses)
    return PROGRAM.format(thing=thing, uses=indent(lines, " " * 8))


@pytest.mark.parametrize("thing", THINGS)
def test_an_object_of_the_library_can_be_shown(thing):
    """In all ways, one after the other: what can't be shown in one of them is not proved."""
    verdict = explore(program(thing, *SHOWN), runs=300)
    assert verdict.status == "proved", verdict


@pytest.mark.parametrize("use", WRITTEN)
def test_a_text_can_be_written_by_several_threads(use):
    verdict = explore(program("None", use), runs=300)
    assert verdict.status == "proved", verdict
    assert verdict.runs <= 2  # one where it does not matter who was first


FORMATTED = """
import datetime, decimal, threading
from fractions import Fraction
lock, seen = threading.Lock(), []
def work():
    with lock:
        seen.append(f"{FIELD}")
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert seen == [EXPECTED] * 2, seen
"""


@pytest.mark.parametrize(
    ("field", "text"),
    [
        ("{datetime.datetime(2026, 1, 2, 3, 4):%H:%M}", "03:04"),
        ("{datetime.date(2026, 1, 2):%d.%m}", "02.01"),
        ("{datetime.time(3, 4):%H}", "03"),
        ("{datetime.datetime.now():%Y}", "2026"),
        ("{decimal.Decimal(1):.2f}", "1.00"),
        ("{1:>{len('abc')}}", "  1"),
        ("{[1]!r:>5}", "  [1]"),
        ("{1.5:n}", "1.5"),
        ("{1=:>3}", "1=  1"),
    ],
)
def test_a_value_is_formatted_as_anywhere(field, text):
    program = FORMATTED.replace("{FIELD}", field).replace("EXPECTED", repr(text))
    assert explore(program).status == "proved", explore(program)
