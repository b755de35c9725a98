"""A whole script: random numbers, prints, a flag that all threads look at, and a sum at the end.

source: https://docs.python.org/3/library/random.html#random.randint
verdict: proved
"""

import random
import threading
import time

found = threading.Event()
lock = threading.Lock()
tries = 0


def guess(name, secret):
    global tries
    for number in range(1, 4):
        if found.is_set():
            print(f"{name}: somebody else has it")
            return
        with lock:
            tries += 1
        time.sleep(random.random())
        if number == secret:
            found.set()
            print(f"{name}: it is {number}")


if __name__ == "__main__":
    secret = random.randint(1, 3)
    threads = [threading.Thread(target=guess, args=(name, secret)) for name in ("Ann", "Ben")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    print(f"{tries} tries")
    assert found.is_set() and 1 <= tries <= 6
