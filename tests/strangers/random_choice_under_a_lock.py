"""Two threads draw names without putting them back, under a lock.

source: https://docs.python.org/3/library/random.html#random.choice
verdict: proved
"""

import random
import threading

names = ["ann", "bob", "cid"]
lock = threading.Lock()
drawn = []


def draw():
    with lock:
        name = random.choice(names)
        names.remove(name)
        drawn.append(name)


def main():
    threads = [threading.Thread(target=draw) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(drawn)) == 2 and len(names) == 1
