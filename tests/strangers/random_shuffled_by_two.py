"""Two threads shuffle one deck: swaps that mix leave a card twice.

source: https://docs.python.org/3/library/random.html#random.shuffle
verdict: assertion
"""

import random
import threading

deck = ["ace", "king", "queen"]


def main():
    threads = [threading.Thread(target=random.shuffle, args=(deck,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(deck) == ["ace", "king", "queen"]
