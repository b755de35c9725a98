"""singleton_decorator: two threads ask for the one object at the same time.

source: https://pypi.org/project/singleton-decorator/
verdict: assertion
needs: singleton_decorator
"""

import threading

from singleton_decorator import singleton


@singleton
class Settings:
    def __init__(self, name):
        self.name = name


def main():
    seen = {}

    def ask(name):
        seen[name] = Settings(name)

    threads = [threading.Thread(target=ask, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen["a"] is seen["b"]
