"""The same with the locks in the order in which they are named: two threads lock each other out.

source: https://docs.python.org/3/library/contextlib.html#contextlib.ExitStack.enter_context
verdict: deadlock
"""

import contextlib
import threading

locks = {name: threading.Lock() for name in "ab"}
money = {"a": 5, "b": 5}


def move(giver, taker, amount):
    with contextlib.ExitStack() as stack:
        for name in (giver, taker):
            stack.enter_context(locks[name])
        money[giver] -= amount
        money[taker] += amount


def main():
    threads = [
        threading.Thread(target=move, args=("a", "b", 3)),
        threading.Thread(target=move, args=("b", "a", 1)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
