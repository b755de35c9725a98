"""One side of benchmarks/explorer.py, in a process of its own; prints what it measured as JSON."""

from __future__ import annotations

import json
import resource
import statistics
import sys
import time
from pathlib import Path
from types import SimpleNamespace

TICKETS = """
import threading
tickets = 2
def buy():
    global tickets
    if tickets > 0:
        tickets -= 1
def main():
    threads = [threading.Thread(target=buy) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
"""

SMALL = {
    "lost update": """
import threading
n = 0
def work():
    global n
    n += 1
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2
""",
    "check then act": """
import threading
sold = []
def work():
    if len(sold) < 1:
        sold.append(1)
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert len(sold) == 1
""",
    "deadlock by order": """
import threading
a, b = threading.Lock(), threading.Lock()
def one():
    with a:
        with b: pass
def two():
    with b:
        with a: pass
def main():
    threads = [threading.Thread(target=one), threading.Thread(target=two)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
""",
    "early publication": """
import threading
box = None
def make():
    global box
    box = {}
    box["value"] = 1
def use():
    if box is not None:
        assert "value" in box
def main():
    threads = [threading.Thread(target=make), threading.Thread(target=use)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
""",
}

SLEEPERS = """
import threading, time
n = 100
lock = threading.Lock()
def work():
    global n
    with lock:
        seen = n
        time.sleep(0.1)
        n = seen - 1
def main():
    threads = [threading.Thread(target=work) for _ in range(100)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 0
"""

LOCKED = """
import threading
n = 0
lock = threading.Lock()
def work():
    global n
    with lock:
        n += 1
def main():
    threads = [threading.Thread(target=work) for _ in range({threads})]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == {threads}
"""

POINTS = """
import threading
n = 0
def work():
    global n
    for _ in range({points}):
        n = 1
def main():
    threads = [threading.Thread(target=work) for _ in range({threads})]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""


def ours() -> dict:
    """Exhaust the ticket program with the explorer."""
    from threadlab.explorer import explore

    explore(TICKETS)
    verdict, seconds = min(
        (timed(lambda: explore(TICKETS)) for _ in range(5)), key=lambda pair: pair[1]
    )
    assert verdict.status == "proved", verdict
    return {"tool": "threadlab", "schedules": verdict.runs, "seconds": seconds, "exhausted": True}


def frontrun() -> dict:
    """Exhaust the same with frontrun's workers: it does not control a program's own threads."""
    import frontrun

    def buy(state: SimpleNamespace) -> None:
        if state.tickets > 0:
            state.tickets -= 1

    result, seconds = timed(
        lambda: frontrun.explore(
            lambda: SimpleNamespace(tickets=2), buy, lambda state: True, count=3,
            preemption_bound=None, stop_on_first=False,
        )
    )  # fmt: skip
    return {
        "tool": "frontrun 0.7.0 (native workers)",
        "schedules": result.num_explored,
        "seconds": seconds,
        "exhausted": True,
    }


def interleave() -> dict:
    """Run interleave-test's bounded search for a while: it has no reduction to exhaust with."""
    import threading

    import interleave_test

    def model() -> None:
        state = SimpleNamespace(tickets=2)

        def buy() -> None:
            if state.tickets > 0:
                state.tickets -= 1

        threads = [threading.Thread(target=buy) for _ in range(3)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

    count = 1000
    _, seconds = timed(
        lambda: interleave_test.explore(model, iterations=count, strategy="dfs", seed=0)
    )
    return {
        "tool": "interleave-test 0.1.0 (dfs)",
        "schedules": count,
        "seconds": seconds,
        "exhausted": False,
    }


def alone(schedules: int) -> dict:
    """What is measured of the explorer alone."""
    from threadlab.explorer import explore, simulate

    explore(TICKETS)
    first = {
        name: statistics.median(timed(lambda: explore(text))[0].seconds for _ in range(9)) * 1000  # noqa: B023
        for name, text in SMALL.items()
    }
    runs = [timed(lambda: simulate(SLEEPERS)) for _ in range(9)]
    threads = [[n, *cost(LOCKED.format(threads=n))] for n in range(1, 7)]
    points = [[n, *cost(POINTS.format(threads=2, points=n))] for n in range(1, 9)]
    memory = []
    for part in (schedules // 10, schedules):
        verdict = explore(POINTS.format(threads=3, points=7), runs=part, seconds=3600)
        assert verdict.runs == part, verdict  # all of its orders would be 399,072,960
        memory.append(resident())
    return {
        "first": first,
        "sleepers_virtual": runs[0][0].elapsed,
        "sleepers_ms": statistics.median(seconds for _, seconds in runs) * 1000,
        "threads": threads,
        "points": points,
        "schedules": schedules,
        "memory": memory,
    }


def costs() -> dict:
    """For `--against`: schedules and seconds (best of 3) of programs with and without a fault."""
    from threadlab.explorer import explore, simulate

    searched = {
        **SMALL,
        "tickets": TICKETS,
        "locked": LOCKED.format(threads=4),
        "points": POINTS.format(threads=2, points=5),
    }
    rows = {}
    for name, text in searched.items():
        verdicts = [explore(text) for _ in range(4)][1:]
        rows[name] = (verdicts[0].runs, min(verdict.seconds for verdict in verdicts))
    simulate(SLEEPERS)
    rows["100 sleepers, simulated"] = (1, min(timed(lambda: simulate(SLEEPERS))[1] for _ in "123"))
    return rows


def cost(text: str) -> tuple[int, float]:
    """Schedules and seconds until `text` is proved; short searches count by their median of 5."""
    from threadlab.explorer import explore

    verdicts = [explore(text, seconds=600, runs=10**9)]
    if verdicts[0].seconds < 1:
        verdicts += [explore(text, seconds=600, runs=10**9) for _ in range(4)]
    assert all(verdict.status == "proved" for verdict in verdicts), verdicts[0]
    return verdicts[0].runs, statistics.median(verdict.seconds for verdict in verdicts)


def resident() -> float:
    """The resident memory now, in MB."""
    try:
        pages = Path("/proc/self/statm").read_text().split()[1]
        return int(pages) * resource.getpagesize() / 1e6
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e3


def timed(function):
    """The function's result and the seconds it took."""
    begin = time.perf_counter()
    result = function()
    return result, time.perf_counter() - begin


if __name__ == "__main__":
    part, *rest = sys.argv[1:]
    if part == "version":
        print(json.dumps({"version": sys.version.split()[0]}))
    else:
        print(json.dumps(globals()[part](*map(int, rest))))
