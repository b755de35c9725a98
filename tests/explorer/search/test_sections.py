"""Stretches under a lock as one step: the same outcomes as without, in fewer runs."""

from __future__ import annotations

import random

import pytest

from support.oracle import all_outcomes, outcome
from support.samples import compared, seeds
from threadlab.explorer import explore, outcomes
from threadlab.explorer.engine.modes import ADJUST, READ, WRITE
from threadlab.explorer.engine.policies import Dice
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.search.sections import data_of
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

SECTIONS = seeds(60, 1380, too_large=(6, 9, 11))
WAITING = seeds(60, 1380, too_large=(36, 39))

HEAD = """
import queue, threading
x = y = 0
f, text = 0.1, ""
log, d = [], {"k": 0}
L, M, R, C = threading.Lock(), threading.Lock(), threading.RLock(), threading.Condition()
S, B, E, Q = threading.Semaphore(1), threading.Barrier(2), threading.Event(), queue.Queue()
class Thing:
    n = 0
    def __init__(self):
        self.a = 0
    def __add__(self, other):
        return 5
o, w = Thing(), Thing()
def give(lock):
    try: lock.release()
    except RuntimeError: log.append("free")
"""
DATA = [
    "x += 1", "x -= 1", "x += 2", "x = x + 1", "x = x - y", "x += y", "y += x", "x = 5", "y = x",
    "f += 0.2", "f += 1", "f = f + 1e16", "text += 'a'", "text = text + 'b'", "w += 1", "w = w + 2",
    "o.a += 1", "o.a = o.a + 1", "o.n += 1", "Thing.n += 1", "d['k'] += 1", "d['k'] = d['k'] + 2",
    "d['j'] = x", "log.append(x)", "log.append(1)", "log += [x]", "if x: y += 1", "x *= 2",
    "y += 1; x += y", "x += len(log)", "log.append(sorted(d))", "assert x < 3", "x += bool(y)",
]  # fmt: skip
OTHER = [
    "log.append(L.locked())", "log.append(L.acquire(False))", "log.append(M.acquire(timeout=1))",
    "give(L)", "give(M)", "L.acquire()", "S.acquire()", "S.release()", "E.set()", "E.wait()",
    "Q.put(x)", "log.append(Q.get())", "log.append(B.wait())", "log.append(str(L)[:8])",
]  # fmt: skip
CONDITION = ["C.notify()", "C.notify_all()", "C.wait()", "log.append(C.wait(1))", "pass"]
LOCKS = ["L", "L", "L", "M", "M", "R", "S", "C", "L, M", "M, L", "R, L"]


def block(dice: random.Random, depth: int = 0) -> list[str]:
    kind = dice.random()
    if kind < 0.25:
        return [dice.choice(DATA)]
    if kind < 0.37:
        return [dice.choice(OTHER)]
    if kind < 0.42 and depth < 2:
        return ["for _ in range(2):", *(f"    {line}" for line in block(dice, depth + 1))]
    lock = dice.choice(LOCKS)
    body = [line for _ in range(dice.randint(1, 2)) for line in (
        block(dice, depth + 1) if depth < 2 and dice.random() < 0.2 else [dice.choice(DATA)]
    )]  # fmt: skip
    if lock == "C":
        body = (
            [*body, dice.choice(CONDITION)]
            if dice.random() < 0.5
            else [dice.choice(CONDITION), *body]
        )
    return [f"with {lock}:", *(f"    {line}" for line in body)]


def program(seed: int) -> str:
    """Two or three threads that touch the same data, under the same locks or others, or none."""
    dice = random.Random(f"sections {seed}")
    count = dice.choice([2, 2, 3])
    lines = [HEAD]
    for number in range(count):
        lines += [f"def work{number}():", "    global x, y, f, text, log, w"]
        for _ in range(dice.randint(1, 2)):
            lines += [f"    {line}" for line in block(dice)]
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=w) for w in ({works})]",
        "for thread in threads: thread.start()",
    ]
    if dice.random() < 0.8:
        lines.append("for thread in threads: thread.join()")
    return "\n".join([*lines, "log.append((x, y, f, text))"])


@pytest.mark.parametrize("seed", SECTIONS)
def test_sections_lose_no_outcome_and_bring_none(seed: int) -> None:
    text = text_of(program(seed))
    step_by_step = all_outcomes(stage(text, steps=2000), most=1500, sections=False)
    if compared(step_by_step):
        assert all_outcomes(stage(text, steps=2000), most=1500) == step_by_step


WAITERS = """
import threading
x = y = 0
log, items = [], []
C, K = threading.Condition(), threading.Lock()
D, F = threading.Condition(K), threading.Condition(K)
B = threading.Barrier(2)
"""
ROUND_CONDITIONS = [
    "NAME.notify()", "NAME.notify()", "NAME.notify(2)", "NAME.notify_all()", "NAME.notify_all()",
    "NAME.wait()", "while not x: NAME.wait()", "if not items: NAME.wait()",
    "log.append(NAME.wait(1))", "NAME.wait_for(lambda: x)",
    "log.append(NAME.wait_for(lambda: items, 2))", "x += 1", "y = x", "items.append(1)",
    "log.append(x)", "x = 2", "items.pop() if items else None", "D.notify_all()",
]  # fmt: skip


def waiters(seed: int) -> str:
    """Two or three threads that wait for conditions and wake each other, or forget to."""
    dice = random.Random(f"waiters {seed}")
    count = dice.choice([2, 3, 3])
    lines = [WAITERS]
    for number in range(count):
        lines += [f"def work{number}():", "    global x, y"]
        for _ in range(dice.randint(1, 2)):
            if dice.random() < 0.2:
                lines.append(f"    {dice.choice(['B.wait()', 'log.append(B.wait())', 'x += 1'])}")
                continue
            name = dice.choice(["C", "C", "D", "F"])
            lines.append(f"    with {'K' if name in 'DF' and dice.random() < 0.3 else name}:")
            for _ in range(dice.randint(1, 3)):
                lines.append(f"        {dice.choice(ROUND_CONDITIONS).replace('NAME', name)}")
    works = "".join(f"work{number}, " for number in range(count))
    lines += [
        f"threads = [threading.Thread(target=w) for w in ({works})]",
        "for thread in threads: thread.start()",
        "with C: x += 1; C.notify_all()",
        "for thread in threads: thread.join()",
    ]
    return "\n".join([*lines, "log.append((x, y))"])


@pytest.mark.parametrize("seed", WAITING)
def test_waiters_that_are_alike_lose_no_outcome(seed: int) -> None:
    text, clock = text_of(waiters(seed)), "exact" if seed % 3 == 2 else "any"
    one_by_one = all_outcomes(stage(text, steps=2000, clock=clock), most=1500, sections=False)
    if compared(one_by_one):
        found = all_outcomes(stage(text, steps=2000, clock=clock), most=1500)
        assert found is not None
        assert {o for o in one_by_one if not cut_short(o)} <= found


def cut_short(outcome: object) -> bool:
    """Whether a failure was met in a run that repeats another one: the rest was not run then."""
    return outcome[0] in ("exception", "assertion")  # type: ignore[index]


TOGETHER = """
import threading
ready, cv = False, threading.Condition()
def wait():
    with cv:
        while not ready: cv.wait()
def main():
    global ready
    threads = [threading.Thread(target=wait) for _ in range(N)]
    for thread in threads: thread.start()
    with cv:
        ready = True
        cv.notify_all()
    for thread in threads: thread.join()
"""


@pytest.mark.parametrize("n", [1, 2, 4, 6])
def test_waiters_are_before_or_after_the_notification_and_in_no_order_of_their_own(n: int) -> None:
    verdict = explore(TOGETHER.replace("N", str(n)), runs=3000, seconds=60)
    assert (verdict.status, verdict.runs) == ("proved", 2**n)


def test_who_waits_at_an_empty_queue_is_not_tried_before_what_fills_it() -> None:
    ready = stage(text_of("""
import queue, threading
questions = queue.Queue()
def answer():
    for _ in range(3):
        number, back = questions.get()
        back.put(number + 1)
def ask(number):
    back = queue.Queue()
    questions.put((number, back))
    assert back.get() == number + 1
def main():
    threads = [threading.Thread(target=answer)]
    threads += [threading.Thread(target=ask, args=(i,)) for i in range(3)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
""", "main"))  # fmt: skip
    reduction = Reduction(len(ready.sites))
    endings = [ready.world.ending for _ in reduced(ready, reduction)]
    assert reduction.exhausted
    assert endings.count("diverged") + endings.count("redundant") <= len(endings) / 10, endings


# Two threads do this under one lock, with 1 and with 2 for N: none of it is a sum, whatever it
# looks like, and what comes out depends on who was first.
NO_SUMS = {
    "a key with a telling name": "y = x; d['adjusted']; x = y * N + 1",
    "a number as a key": "y = x; d[0]; d[15]; x = y * N + 1",
    "items of an own class": "box[0] += N",
    "items of an own class, written out": "box[0] = box[0] + N",
    "items of an own dictionary": "own['k'] += N; x = own['k']",
    "bytes, which have an end": "try: b[0] += 255 * N\n        except ValueError: b[0] = N",
    "a property": "p.n += N; x = p._n",
    "an attribute that is set by oneself": "s.n += N; x = s.__dict__['n']",
    "a number of an own class": "w += N; x = w + 0",
    "a float": "f += 1e16 if N == 1 else 1.0; x = f",
    "what was read before": "y = x; x += N; x = y * N + 1",
    "what is read again": "x += x + N",
    "what is changed by what is added": "x += change(N) + x",
    "a product of a sum": "x = (x + N) * 2",
    "a difference the other way round": "x = N - x",
}
NO_SUM = """
import threading
x, f, d, b, log, L = 1, 0.1, {"adjusted": 0, 0: 0, 15: 0}, bytearray(1), [], threading.Lock()
class Box:
    def __getitem__(self, key): return x
    def __setitem__(self, key, value):
        global x
        x = value * 2
class Own(dict):
    def __setitem__(self, key, value): super().__setitem__(key, value * 2)
class Property:
    _n = 1
    @property
    def n(self): return self._n
    @n.setter
    def n(self, value): self._n = value * 2
class Setting:
    def __init__(self): self.__dict__["n"] = 1
    def __setattr__(self, name, value): self.__dict__[name] = value * 2
class Whole(int):
    def __add__(self, other): return Whole(int(self) * 2 + other)
def change(n):
    global x
    x = x * 2
    return n
box, own, p, s, w = Box(), Own(k=1), Property(), Setting(), Whole(1)
def one():
    global x, f, w
    with L:
        ONE
def two():
    global x, f, w
    with L:
        TWO
threads = [threading.Thread(target=t) for t in (one, two)]
for thread in threads: thread.start()
for thread in threads: thread.join()
end = (x, f, bytes(b), own["k"], p._n, s.__dict__["n"], int(w))
"""


@pytest.mark.parametrize("name", NO_SUMS)
def test_what_only_looks_like_a_sum_has_two_orders(name: str) -> None:
    one, two = (NO_SUMS[name].replace("N", number) for number in "12")
    text = NO_SUM.replace("ONE", one).replace("TWO", two)
    found = all_outcomes(stage(text_of(text)))
    assert found == all_outcomes(stage(text_of(text)), sections=False)
    assert found is not None
    assert len(found) == 2


def test_a_sum_that_was_noted_and_not_written_is_not_the_next_one() -> None:
    def accesses(entry):
        return [] if entry[1] is None else [((entry[1],), entry[2])]

    note, read, write = (~11, None, ADJUST, 10), (10, "n", READ, None), (11, "n", WRITE, None)
    other = (10, "m", READ, None)  # an index that could not be had has ended the first one
    whole = [access for access, _ in data_of([read, note, write], accesses, 0, 3)]
    assert whole == [(("n",), ADJUST)]
    given_up = [access for access, _ in data_of([other, note, read, write], accesses, 0, 4)]
    assert set(given_up) == {(("m",), READ), (("n",), READ), (("n",), WRITE)}


SUMS = ["x += N", "x -= N", "x = x + N", "o.n += N", "o.n = o.n - N", "d['k'] += N",
        "d['k'] = d['k'] + N", "c['j'] += N", "rows[0] += N"]  # fmt: skip


@pytest.mark.parametrize("what", SUMS)
def test_a_sum_has_one_order(what: str) -> None:
    text = """
import collections, threading
x, d, rows, L = 0, {"k": 0}, [0], threading.Lock()
c = collections.Counter(j=1)
class Thing:
    def __init__(self): self.n = 0
o = Thing()
"""
    for number in "12":
        text += f"def work{number}():\n    global x\n    with L: {what.replace('N', number)}\n"
    text += """
threads = [threading.Thread(target=t) for t in (work1, work2, work1)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
    verdict = explore(text)
    assert (verdict.status, verdict.runs) == ("proved", 1)


LOCAL = """
import threading
data, seen, kept = threading.local(), [], []
class Own(threading.local):
    n = 0
    def __init__(self): self.m = 1
own = Own()
def work{0}(): {1}
def work{2}(): {3}
threads = [threading.Thread(target=w) for w in (work0, work1)]
for thread in threads: thread.start()
for thread in threads: thread.join()
"""
OF_LOCALS = [
    "data.x = 1; seen.append(getattr(data, 'x'))", "own.m += 1; seen.append(own.m)",
    "own.n += 1; seen.append(own.n)", "data.x = 1; kept.append(vars(data))",
    "kept.append(data.__dict__); data.x = 1; seen.append(data.x)", "Own.n += 1",
    "seen.append(own.n)", "seen.append(kept[0].get('x') if kept else None)",
    "kept[0].update(x=3) if kept else None", "setattr(own, 'm', 7); seen.append(own.__dict__['m'])",
    "own.__dict__ = {'m': 5}; seen.append(own.m)", "del own.m; seen.append(hasattr(own, 'm'))",
]  # fmt: skip


@pytest.mark.parametrize("one", OF_LOCALS)
def test_what_each_thread_has_of_its_own_is_ordered_only_where_another_gets_at_it(one: str) -> None:
    for other in OF_LOCALS:
        text = text_of(LOCAL.format(0, one, 1, other))
        ready = stage(text, steps=2000)
        found = all_outcomes(ready)
        assert found is not None
        for number in range(10):
            ready.run((), Dice(number))
            assert outcome(ready) in found, (one, other)


@pytest.mark.parametrize("key", ["adjusted", "fields", "taken", "x"])
def test_no_key_of_a_program_makes_sections_commute(key):
    source = f"""
        import threading
        rows, n, lock = {{{key!r}: 1}}, 1, threading.Lock()
        def work(new):
            global n
            with lock:
                old = n
                look = rows[{key!r}]
                n = new
        def main():
            threads = [threading.Thread(target=work, args=(new,)) for new in (5, 7)]
            for thread in threads: thread.start()
            for thread in threads: thread.join()
            print(n)
    """
    assert outcomes(source).outputs == ["5\n", "7\n"]
