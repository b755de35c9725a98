"""Loops that poll: who asks in vain changes nothing, so that a loop waits for what others do."""

from __future__ import annotations

import pytest

from threadlab.explorer import explore

HEAD = """
import queue, threading, time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
L, E, S, Q, D = threading.Lock(), threading.Event(), threading.Semaphore(0), queue.Queue(), deque()
P, C = queue.SimpleQueue(), threading.Condition()
done, got, d, s = False, [], dict(), set()
"""
PROGRAM = (
    HEAD
    + """
def maker():
    global done
    time.sleep(1)
    {make}
def taker():
    {take}
def main():
    ts = [threading.Thread(target=taker), threading.Thread(target=maker)]
    for t in ts: t.start()
    {wait}
    for t in ts: t.join()
"""
)


def until(step: str, error: str) -> str:
    return f"while True:\n        try: {step}; break\n        except {error}: time.sleep(0.1)"


TAKERS = [
    ("done = True", "while not done: time.sleep(0.1)"),
    ("done = True", "while not done: pass"),
    ("E.set()", "while not E.is_set(): time.sleep(0.1)"),
    ("E.set()", "while not E.wait(0.1): pass"),
    ("L.acquire(); time.sleep(1); L.release()",
     "while not L.acquire(timeout=0.1): pass\n    L.release()"),
    ("S.release()", "while not S.acquire(blocking=False): time.sleep(0.1)"),
    ("D.append(1)", "while not D: time.sleep(0.1)\n    D.popleft()"),
    ("D.append(1)", until("D.popleft()", "IndexError")),
    ("got.append(1)", until("got.pop()", "IndexError")),
    ("d['k'] = 1", until("d['k']", "KeyError")),
    ("d['k'] = 1", until("d.pop('k')", "KeyError")),
    ("d['k'] = 1", "while d.pop('k', None) is None: time.sleep(0.1)"),
    ("s.add(1)", until("s.remove(1)", "KeyError")),
    ("s.add(1)", "while not s:\n        s.discard(2); time.sleep(0.1)"),
    ("Q.put(1)", until("Q.get_nowait()", "queue.Empty")),
    ("Q.put(1)", until("Q.get(False)", "queue.Empty")),
    ("Q.put(1)", until("Q.get(timeout=0.5)", "queue.Empty")),
    ("P.put(1)", until("P.get_nowait()", "queue.Empty")),
    ("Q.put(1)", "while Q.empty(): time.sleep(0.1)"),
    ("Q.put(1)", "while Q.qsize() == 0: time.sleep(0.1)"),
    ("with L: d['k'] = 1", "while True:\n        with L:\n            if d: break\n"
     "        time.sleep(0.1)"),
    ("with C: d['k'] = 1", "while True:\n        with C: ok = 'k' in d\n        if ok: break"),
]  # fmt: skip
WAITERS = [
    "while ts[1].is_alive(): ts[1].join(0.1)",
    "while any(t.is_alive() for t in ts): time.sleep(0.1)",
    "while threading.active_count() > 1: time.sleep(0.1)",
    "while True:\n        alive = [t for t in ts if t.is_alive()]\n"
    "        if not alive: break\n        time.sleep(0.1)",
]  # fmt: skip


@pytest.mark.parametrize("make, take", TAKERS)
def test_who_polls_for_what_another_thread_makes_has_an_end(make, take):
    verdict = explore(PROGRAM.format(make=make, take=take, wait="pass"), runs=200)
    assert verdict.status == "proved", verdict.message


@pytest.mark.parametrize("wait", WAITERS)
def test_who_polls_for_the_end_of_threads_has_an_end(wait):
    verdict = explore(PROGRAM.format(make="pass", take="pass", wait=wait), runs=300)
    assert verdict.status == "proved", verdict.message


def test_who_polls_for_a_future_has_an_end():
    source = (
        HEAD
        + """
def main():
    with ThreadPoolExecutor(2) as pool:
        future = pool.submit(len, "seven")
        while not future.done(): time.sleep(0.1)
        assert future.result() == 5
"""
    )
    assert explore(source, runs=200).status == "proved"


LOOKS = [
    ("if not Q.empty(): Q.get_nowait()", "Q.put(1)"), ("if Q.qsize(): Q.get(False)", "Q.put(1)"),
    ("if D: D.popleft()", "D.append(1)"), ("if got: got.pop()", "got.append(1)"),
    ("if 'k' in d: d.pop('k')", "d['k'] = 1"), ("if 1 in s: s.remove(1)", "s.add(1)"),
    ("if not P.empty(): P.get_nowait()", "P.put(1)"),
]  # fmt: skip


@pytest.mark.parametrize("take, before", LOOKS)
def test_two_that_look_and_then_take_are_in_each_others_way(take, before):
    verdict = explore(
        HEAD
        + f"""
{before}
def work():
    {take}
ts = [threading.Thread(target=work) for _ in range(2)]
for t in ts: t.start()
for t in ts: t.join()
"""
    )
    assert verdict.kind == "exception"


VAIN = [
    ("Q.get_nowait()", "Q.put(1)"), ("D.popleft()", "D.append(1)"), ("got.pop()", "got.append(1)"),
    ("d.pop('k')", "d['k'] = 1"), ("s.remove(1)", "s.add(1)"), ("P.get(False)", "P.put(1)"),
]  # fmt: skip


@pytest.mark.parametrize("take, make", VAIN)
def test_whether_it_is_in_vain_hangs_on_who_comes_first(take, make):
    source = (
        HEAD
        + f"""
def work():
    try: {take}; got.insert(0, "found")
    except (queue.Empty, IndexError, KeyError): got.insert(0, "nothing")
def other():
    {make}
ts = [threading.Thread(target=work), threading.Thread(target=other)]
for t in ts: t.start()
for t in ts: t.join()
"""
    )
    both = [explore(f"{source}assert got[0] != {word!r}").kind for word in ("found", "nothing")]
    assert both == ["assertion", "assertion"]


def test_a_loop_that_keeps_a_lock_is_no_waiting():
    source = (
        HEAD
        + """
def main():
    t = threading.Thread(target=lambda: L.acquire() and d.update(k=1))
    with L:
        t.start()
        while not d: time.sleep(0.1)
"""
    )
    assert explore(source).kind in ("livelock", "deadlock")
