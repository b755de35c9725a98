"""With a lock that its owner may take again, a nested call gets as far as the look.

source: https://github.com/Suor/funcy/pull/184
verdict: proved
"""

import functools
import threading

loaded = []

def once_per_argument(function):
    lock, seen = threading.RLock(), set()

    @functools.wraps(function)
    def wrapper(argument):
        with lock:
            if argument in seen:
                return
            seen.add(argument)
            function(argument)

    return wrapper

@once_per_argument
def load(package):
    for needed in {"app": ["base"], "tool": ["base"]}.get(package, []):
        load(needed)
    loaded.append(package)


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(functools.partial(load, "app"), functools.partial(load, "tool"))
    assert sorted(loaded) == ["app", "base", "tool"]
    assert loaded.index("base") < min(loaded.index("app"), loaded.index("tool"))
