"""Programs that nobody has thought of: statements about threads and locks, put together by dice."""

from __future__ import annotations

import random

HEAD = """
import collections, queue, threading, time
x = y = z = 0
log, d, s, dq = [], {}, set(), collections.deque()
L, M, R, C = threading.Lock(), threading.Lock(), threading.RLock(), threading.Condition()
E, S, Q, Q1 = threading.Event(), threading.Semaphore(1), queue.Queue(), queue.Queue(1)
class Thing:
    k = 0
    def __init__(self):
        self.a, self.b = 0, []
o = Thing()
def add():
    global x
    x += 1
"""
SIMPLE = [
    "x += 1", "y = x", "z = y", "x = 2", "log.append(1)", "log.append(x)", "d[1] = x",
    "d.setdefault('k', 3)", "if x: y = 2", "if not d: d['f'] = 1", "o.a += 1", "o.k += 1",
    "Thing.k += 1", "o.b.append(o.a)", "s.add(x)", "dq.append(2)", "dq.appendleft(1)",
    "log.append(len(dq))", "log.append(list(d))", "y = len(log)",
    "log.append(dq.popleft() if dq else None)", "E.set()", "E.clear()", "log.append(E.is_set())",
    "Q.put(3)", "log.append(Q.get())", "log.append(Q.empty())", "Q1.put(2)",
    "log.append(Q1.qsize())", "E.wait()", "log.append(E.wait(0.1))", "S.acquire()", "S.release()",
    "log.append(S.acquire(blocking=False))", "log.append(L.locked())", "time.sleep(0.1)",
    "time.sleep(2)", "print(x)", "add()", "log.append(L.acquire(timeout=0.2))",
    "log.append(L.acquire(False))", "y = sum(v for v in (x, z))", "x, y = y, x",
    "log.sort(key=str)", "o.__dict__['a'] = 3", "log.append(vars(o).get('a'))",
    "log.append(str(o.b))", "del d[next(iter(d))]", "assert x < 3",
    "t = threading.Thread(target=lambda: log.append(3)); t.start(); t.join()",
    "while not E.is_set(): time.sleep(0.1)", "for v in log: y += v if isinstance(v, int) else 0",
]  # fmt: skip
COMPOUND = [
    "with L:", "with M:", "with R:", "with S:", "with C:", "try:", "for i in range(2):", "if x:",
    "with L, M:", "with M, L:",
]  # fmt: skip
WITH_CONDITION = [
    "C.notify()", "C.notify_all()", "C.wait_for(lambda: x)", "log.append(C.wait(0.3))", "C.wait()",
    "pass",
]  # fmt: skip


def statement(dice: random.Random, depth: int) -> list[str]:
    if dice.random() < 0.7 or depth == 2:
        return [dice.choice(SIMPLE)]
    head = dice.choice(COMPOUND)
    body = [line for _ in range(dice.randint(1, 2)) for line in statement(dice, depth + 1)]
    if head == "with C:":
        body.append(dice.choice(WITH_CONDITION))
    after = []
    if head == "try:":
        after = ["except Exception:", "    log.append('e')"]
        if dice.random() < 0.4:
            after = ["finally:", "    z += 1"]
    return [head, *(f"    {line}" for line in body), *after]


def program(seed: int) -> str:
    """Two or three threads that do some of the above, joined or not, or in a pool."""
    dice = random.Random(f"program {seed}")
    count = dice.choice([2, 2, 2, 3])
    lines = [HEAD]
    for number in range(count):
        lines += [f"def work{number}():", "    global x, y, z"]
        for _ in range(dice.randint(1, 3 if count == 2 else 2)):
            lines += [f"    {line}" for line in statement(dice, 0)]
    works = "".join(f"work{number}, " for number in range(count))
    if dice.random() < 0.1:
        lines += ["from concurrent.futures import ThreadPoolExecutor"]  # built anew in each run
        lines += ["with ThreadPoolExecutor(2) as pool:"]
        lines += [f"    futures = [pool.submit(work) for work in ({works})]"]
    else:
        daemon = dice.random() < 0.1
        lines += [
            f"threads = [threading.Thread(target=w, daemon={daemon}) for w in ({works})]",
            "for thread in threads: thread.start()",
        ]
        if dice.random() < 0.8:
            lines.append("for thread in threads: thread.join()")
    lines.append("log.append(x)")
    return "\n".join(lines)
