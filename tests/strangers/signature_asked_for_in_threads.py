"""Functions are called with what their signatures ask for.

source: https://docs.python.org/3/library/inspect.html#inspect.signature
verdict: proved
"""

import inspect
import threading

given = {"name": "Ann", "age": 9, "other": None}
got = []
lock = threading.Lock()


def greet(name):
    return f"Hello {name}"


def birthday(name, *, age=0):
    return f"{name} is {age}"


def call(function):
    wanted = inspect.signature(function).parameters
    result = function(**{key: given[key] for key in wanted})
    with lock:
        got.append(result)


def main():
    threads = [threading.Thread(target=call, args=(f,)) for f in (greet, birthday)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == ["Ann is 9", "Hello Ann"]
