"""Two threads close one ExitStack: one finds a callback, and the other has taken it off by then.

source: https://docs.python.org/3/library/contextlib.html#contextlib.ExitStack.close
verdict: exception
"""

import contextlib
import threading

closed = []
stack = contextlib.ExitStack()


def main():
    for name in "ab":
        stack.callback(closed.append, name)
    threads = [threading.Thread(target=stack.close) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(closed) == ["a", "b"]
