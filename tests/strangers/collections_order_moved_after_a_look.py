"""A key is looked for and then moved to the end; somebody drops the oldest in between.

source: https://docs.python.org/3/library/collections.html#collections.OrderedDict.move_to_end
verdict: exception
"""

import threading
from collections import OrderedDict

cache = OrderedDict(a=1, b=2)


def use(key):
    if key in cache:
        cache.move_to_end(key)


def shrink():
    cache.popitem(last=False)


def main():
    threads = [threading.Thread(target=use, args=("a",)), threading.Thread(target=shrink)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
