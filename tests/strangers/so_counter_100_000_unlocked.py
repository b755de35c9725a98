"""The most asked question of all, with the usual number.

source: https://stackoverflow.com/questions/1717393/is-the-operator-thread-safe-in-python
verdict: assertion
"""

import threading

counter = 0


def increase():
    global counter
    for _ in range(100_000):
        counter += 1


def main():
    t1 = threading.Thread(target=increase)
    t2 = threading.Thread(target=increase)
    t1.start()
    t2.start()
    t1.join()
    t2.join()
    print("Final counter:", counter)
    assert counter == 200_000
