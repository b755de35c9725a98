"""What programs import besides threads, every day: the same as in Python, where it is certain."""

from __future__ import annotations

import subprocess
import sys

import pytest

from threadlab import explore, simulate

# Programs that print the same in each run, whoever is first.
SAME = {
    "a pool of threads": """
from multiprocessing.pool import ThreadPool
def double(n): return 2 * n
def add(a, b): return a + b
with ThreadPool(3) as pool:
    print(pool.map(double, [1, 2, 3]), pool.apply(add, (1,), {"b": 2}), pool.starmap(add, [(1, 2)]))
    print(list(pool.imap(double, range(3))), sorted(pool.imap_unordered(double, range(3))))
    waits = pool.map_async(double, [4, 5])
    waits.wait()
    print(waits.get(), waits.ready(), waits.successful())
""",
    "calls back": """
from multiprocessing.pool import ThreadPool
def fail(n): raise ValueError(n)
found = []
pool = ThreadPool(1)
pool.apply_async(int, ("7",), callback=found.append).wait()
waits = pool.apply_async(fail, (1,), error_callback=lambda error: found.append(repr(error)))
try: waits.get()
except ValueError as error: print("get", error)
try: pool.map(fail, [2])
except ValueError as error: print("map", error)
try: pool.join()
except ValueError as error: print(error)
pool.close()
pool.join()
try: pool.apply(int)
except ValueError as error: print(error)
print(found)
""",
    "processes that are threads": """
from multiprocessing import dummy
def work(n): print("works", n)
process = dummy.Process(target=work, args=(1,))
print(process.exitcode); process.start(); process.join(); print(process.exitcode)
queue, lock = dummy.Queue(), dummy.Lock()
queue.put(1)
with lock: print(queue.get())
pool = dummy.Pool(2); print(pool.map(len, ["a", "bb"])); pool.close(); pool.join()
""",
    "a scheduler": """
import sched, time
s = sched.scheduler(time.monotonic, time.sleep)
s.enter(0.02, 1, print, ("second",)); s.enter(0.01, 1, print, ("first",), {"end": "!\\n"})
late = s.enter(0.03, 1, print, ("never",)); s.cancel(late)
print(s.empty(), len(s.queue)); s.run(); print(s.empty())
""",
    "identifiers": """
import secrets, uuid
one, other = uuid.uuid4(), uuid.uuid4()
print(one != other, one.version, len(str(one)), uuid.UUID(str(one)) == one, uuid.uuid1().version)
print(uuid.uuid5(uuid.NAMESPACE_DNS, "python.org"), type(uuid.getnode()))
print(len(secrets.token_hex(4)), len(secrets.token_bytes()), 0 <= secrets.randbelow(3) < 3)
print(secrets.choice([5]), secrets.compare_digest("a", "a"), len(secrets.token_urlsafe(16)))
""",
    "the end": """
import atexit, threading, time
def late():
    time.sleep(0.01)
    print("thread")
threading.Thread(target=late).start()
atexit.register(print, "registered first, called last")
@atexit.register
def goodbye(): print("goodbye")
atexit.register(print, "never"); atexit.unregister(goodbye); atexit.unregister(print)
atexit.register(print, "again", sep="")
print("main")
""",
    "signals": """
import signal, threading
def stop(number, frame): print("stopped")
print(signal.signal(signal.SIGTERM, stop) is signal.SIG_DFL, signal.getsignal(15) is stop)
def other():
    try: signal.signal(signal.SIGINT, stop)
    except ValueError as error: print(error)
thread = threading.Thread(target=other); thread.start(); thread.join()
try: signal.signal(signal.SIGINT, "stop")
except TypeError as error: print(error)
print(signal.Signals(15).name, signal.SIG_IGN)
""",
    "arguments": """
import argparse
parser = argparse.ArgumentParser(prog="p", description="counts")
parser.add_argument("--rounds", type=int, default=2, help="how often")
parser.add_argument("names", nargs="*")
options = parser.parse_args(["--rounds", "3", "a", "b"])
print(options.rounds, options.names, options, parser.format_usage())
try: parser.parse_args(["--rounds", "x"])
except SystemExit as error: print(error.code)
""",
    "the rest": """
import gc, timeit, time
print(gc.collect() >= 0, gc.isenabled(), timeit.default_timer() <= time.perf_counter())
""",
}


@pytest.mark.parametrize("name", SAME)
def test_what_programs_use_beside_threads_does_as_in_python(name: str) -> None:
    real = subprocess.run(
        [sys.executable, "-u", "-c", SAME[name]],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=True,
    )
    run = simulate(SAME[name])
    assert run.kind is None, run.message
    assert run.output == real.stdout


def test_a_race_in_a_pool_of_threads_is_found_and_a_lock_proves_it_right() -> None:
    source = """
from multiprocessing.pool import ThreadPool
from threading import Lock
total, lock = 0, Lock()
def add(n):
    global total
    LOCKED: total += n
with ThreadPool(2) as pool:
    pool.map(add, [1, 2])
assert total == 3
"""
    assert explore(source.replace("LOCKED", "if True")).kind == "assertion"
    assert explore(source.replace("LOCKED", "with lock")).status == "proved"


def test_who_waits_for_a_result_finds_that_it_was_told() -> None:
    source = """
from multiprocessing.pool import ThreadPool
found = []
with ThreadPool(1) as pool:
    waits = pool.WAY(callback=found.append)
    waits.wait()
    assert found == EXPECTED
"""
    for way, expected in (
        ("apply_async(int, ('7',),", "[7]"),
        ("map_async(int, '12',", "[[1, 2]]"),
    ):
        text = source.replace("WAY(", way).replace("EXPECTED", expected)
        assert explore(text).status == "proved", text
        assert explore(text.replace("    waits.wait()\n", "")).kind == "assertion"


def test_what_is_drawn_by_chance_is_each_threads_own() -> None:
    source = """
import secrets, threading, uuid
seen, lock = set(), threading.Lock()
def work():
    mine = uuid.uuid4(), secrets.token_hex(8)
    with lock: seen.add(mine)
threads = [threading.Thread(target=work) for _ in range(3)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert len(seen) == 3
"""
    verdict = explore(source)
    assert (verdict.status, verdict.runs) == ("proved", 6)


@pytest.mark.parametrize(
    "use", ["multiprocessing.Process(target=print)", "signal.alarm(1)", "gc.get_objects()",
            "timeit.timeit('1')", "multiprocessing.pool.Pool(2)"]
)  # fmt: skip
def test_what_is_still_missing_says_so(use: str) -> None:
    verdict = explore(f"import gc, multiprocessing.pool, signal, timeit\n{use}\n")
    assert verdict.kind == "unsupported"
    assert use.partition("(")[0].rpartition(".")[2] in verdict.message


def test_one_thread_calls_back_for_a_pool_and_it_is_no_worker() -> None:
    verdict = explore("""
from multiprocessing.pool import ThreadPool
from threading import Event
total, second = 0, Event()
def add(n):
    global total
    total += n
def after_the_second(n):
    second.wait()
    add(n)
pool = ThreadPool(1)
pool.apply_async(int, ("1",), callback=after_the_second)
pool.apply_async(second.set, callback=lambda _: add(1))
pool.close()
pool.join()
assert total == 2
""")
    assert verdict.status == "proved", verdict.message
