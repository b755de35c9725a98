"""Each thread has its own value; a subclass of local has a default in each.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import random
import threading

values = []


class MyLocal(threading.local):
    def __init__(self, value):
        super().__init__()
        self.value = value


data = MyLocal(1000)


def worker():
    first = data.value
    data.value = random.randint(1, 100)
    values.append((first, data.value <= 100))


def main():
    ts = [threading.Thread(target=worker) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert values == [(1000, True)] * 2 and data.value == 1000
