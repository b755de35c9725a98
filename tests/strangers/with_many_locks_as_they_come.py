"""The locks are taken in the order in which the caller names the accounts.

source: https://docs.python.org/3/library/contextlib.html#contextlib.ExitStack
verdict: deadlock
"""

import threading
from contextlib import ExitStack

locks = {"a": threading.Lock(), "b": threading.Lock()}

def move(*names):
    with ExitStack() as stack:
        for name in names:
            stack.enter_context(locks[name])


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    together(lambda: move("a", "b"), lambda: move("b", "a"))
