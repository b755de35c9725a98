"""f(**mapping) asks keys() and then each: one is gone.

source: https://docs.python.org/3/reference/expressions.html#calls
verdict: exception
"""

import threading


class Options:
    def __init__(self):
        self.known = {"a": 1, "b": 2}

    def keys(self):
        return list(self.known)

    def __getitem__(self, name):
        return self.known[name]


def main():
    options = Options()
    threads = [threading.Thread(target=target) for target in (lambda: dict(**options), lambda: options.known.pop("b"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
