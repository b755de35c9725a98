"""reprlib.recursive_repr remembers by thread where it is: two may show the same.

source: https://docs.python.org/3/library/reprlib.html#reprlib.recursive_repr
verdict: proved
"""

import reprlib
import threading


class Node:
    def __init__(self):
        self.me = self

    @reprlib.recursive_repr("...")
    def __repr__(self):
        return f"<{self.me!r}>"


def main():
    node, seen = Node(), []
    threads = [threading.Thread(target=target) for target in (lambda: seen.append(repr(node)), lambda: seen.append(repr(node)))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == ["<...>", "<...>"]
