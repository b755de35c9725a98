"""A cache asks its weak reference twice: the object, used before, may end between.

source: https://docs.python.org/3/library/weakref.html#weakref.ref
verdict: exception
"""

import threading
import weakref


class Page:
    def __init__(self):
        self.hits = 0

    def hit(self):
        self.hits += 1


pages = {"a": Page()}
ref = weakref.ref(pages["a"])


def main():
    pages["a"].hit()

    def look():
        if ref() is not None:
            ref().hit()

    threads = [threading.Thread(target=target) for target in (look, pages.clear)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
