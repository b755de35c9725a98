"""Each thread sets the variable for itself and puts it back.

source: https://docs.python.org/3/library/contextvars.html#contextvars.ContextVar.reset
verdict: proved
"""

import threading
from contextlib import contextmanager
from contextvars import ContextVar

user = ContextVar("user", default="nobody")

@contextmanager
def acting_as(name):
    token = user.set(name)
    try:
        yield
    finally:
        user.reset(token)


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    seen = set()

    def request(name):
        with acting_as(name):
            seen.add((name, user.get()))
        seen.add(user.get())

    together(lambda: request("ann"), lambda: request("bob"))
    assert seen == {("ann", "ann"), ("bob", "bob"), "nobody"}
    assert user.get() == "nobody"
