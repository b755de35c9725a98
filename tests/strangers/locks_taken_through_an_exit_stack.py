"""An ExitStack takes the locks of both accounts, in the order of their names.

source: https://docs.python.org/3/library/contextlib.html#contextlib.ExitStack.enter_context
verdict: proved
"""

import contextlib
import threading

locks = {name: threading.Lock() for name in "ab"}
money = {"a": 5, "b": 5}


def move(giver, taker, amount):
    with contextlib.ExitStack() as stack:
        for name in sorted((giver, taker)):
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
    assert money == {"a": 3, "b": 7}
