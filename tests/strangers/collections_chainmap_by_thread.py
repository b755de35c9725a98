"""Each thread has a layer of its own over common defaults.

source: https://docs.python.org/3/library/collections.html#collections.ChainMap
verdict: proved
"""

import threading
from collections import ChainMap

defaults = ChainMap({"color": "red", "size": 1})
seen = []


def work(size):
    mine = defaults.new_child()
    mine["size"] = size
    seen.append((mine["color"], mine["size"]))


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in (2, 3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(seen) == [("red", 2), ("red", 3)] and defaults["size"] == 1
