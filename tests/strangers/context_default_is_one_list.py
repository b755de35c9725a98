"""The default of a context variable is one list, which all contexts have.

source: https://docs.python.org/3/library/contextvars.html#contextvars.ContextVar
verdict: assertion
"""

import threading
from contextvars import ContextVar

trail = ContextVar("trail", default=[])


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    trails = []

    def walk(name):
        trail.get().append(name)
        trails.append("".join(trail.get()))

    together(lambda: walk("a"), lambda: walk("b"))
    assert set(trails) == {"a", "b"}
