"""What the library's own code is handed and looks into is looked at: who changes it races."""

from __future__ import annotations

import pytest

from threadlab import explore, simulate

BEGIN = """
import argparse, collections, dataclasses, functools, io, logging, logging.config, operator, pickle
import sched, sys, threading, time, warnings
import concurrent.futures as futures
from logging.handlers import MemoryHandler
from multiprocessing.pool import ThreadPool
from threading import Lock
out, got, rows, extra = io.StringIO(), [], ["a"], {"who": "a"}
handler = logging.StreamHandler(out)
log = logging.getLogger("a"); log.propagate = False; log.addHandler(handler)
parser = argparse.ArgumentParser(); parser.add_argument("names", nargs="*")
@dataclasses.dataclass
class Point: x: int = 1
point, done = Point(), futures.Future()
done.set_result(0)
fs, config = [done], {"version": 1, "root": {"level": "INFO"}}
"""
# What others change, and who looks: `got` has what was found, and how it is if nobody changed it.
HANDED = {
    "a message's argument": (
        "rows.append('b')", "log.warning('%s', rows); got += [out.getvalue()]",
    ),
    "a message": ("rows.append('b')", "log.warning(rows); got += [out.getvalue()]"),
    "an object in a message": ("point.x = 2", "log.warning('%s', point); got += [out.getvalue()]"),
    "what is handed along": (
        "extra['who'] = 'b'",
        "handler.setFormatter(logging.Formatter('%(who)s')); log.warning('', extra=extra)\n"
        "    got += [out.getvalue()]",
    ),
    "a message that is kept": (
        "rows.append('b')",
        "memory = MemoryHandler(9, target=handler); log.handlers[:] = [memory]\n"
        "    log.warning('%s', rows); memory.flush(); got += [out.getvalue()]",
    ),
    "the text of a record": (
        "rows.append('b')",
        "record = logging.makeLogRecord({'msg': '%s', 'args': (rows,)})\n"
        "    got += [record.getMessage()]",
    ),
    "a configuration": (
        "config['root']['level'] = 'ERROR'",
        "logging.config.dictConfig(config); got += [logging.getLogger().level]",
    ),
    "futures that are waited for": (
        "fs.append(done2)", "found = futures.wait(fs).done; got += [len(found)]",
    ),
    "futures as they are done": (
        "fs.append(done2)", "got += [len(list(futures.as_completed(fs)))]",
    ),
    "tasks of an executor": (
        "rows.append('b')",
        "pool = futures.ThreadPoolExecutor(1); got += [len(list(pool.map(str, rows)))]\n"
        "    pool.shutdown()",
    ),
    "tasks of a pool": (
        "rows.append('b')", "pool = ThreadPool(1); got += [len(pool.map(str, rows))]",
    ),
    "arguments of a thread": (
        "rows.append('b')",
        "inner = threading.Thread(target=lambda *a: got.append(len(a)), args=rows)\n"
        "    inner.start(); inner.join()",
    ),
    "arguments of a timer": (
        "rows.append('b')",
        "inner = threading.Timer(0, lambda *a: got.append(len(a)), rows)\n"
        "    inner.start(); inner.join()",
    ),
    "arguments of a planned call": (
        "rows.append('b')",
        "plan = sched.scheduler(time.monotonic, time.sleep)\n"
        "    plan.enter(0, 1, lambda *a: got.append(len(a)), rows); plan.run()",
    ),
    "a command line": ("rows.append('b')", "got += [parser.parse_args(rows).names]"),
    "the program's command line": ("sys.argv.append('b')", "got += [parser.parse_args().names]"),
    "a pickle": ("rows.append('b')", "got += [pickle.loads(pickle.dumps(rows))]"),
}  # fmt: skip


@pytest.mark.parametrize("name", HANDED)
def test_what_is_handed_to_the_library_is_looked_at_by_it(name: str) -> None:
    change, look = HANDED[name]
    source = f"""{BEGIN}
done2 = futures.Future(); done2.set_result(0)
lock = Lock()
def change():
    with lock: {change}
def look():
    global got
    {look}
    return got.pop()
def main():
    thread = threading.Thread(target=change)
    thread.start()
    with LOCK: found = look()
    thread.join()
    assert found == EXPECTED
"""
    alone = source.replace("    thread.start()\n", "").replace("    thread.join()\n", "")
    alone = alone.replace("assert found == EXPECTED", "print(repr(found))").replace("LOCK", "lock")
    run = simulate(alone, entry="main")
    assert run.kind is None, run.message
    expected = run.output.strip().splitlines()[-1]
    racy = source.replace("EXPECTED", expected).replace("LOCK", "Lock()")
    assert explore(racy, entry="main").kind == "assertion"
