"""Whoever is in enumerate() and is not main is joined.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import threading

done = []


def worker(n):
    done.append(n)


def main():
    for i in range(2):
        threading.Thread(target=worker, args=(i,), daemon=True).start()
    main_thread = threading.main_thread()
    for t in threading.enumerate():
        if t is main_thread:
            continue
        t.join()
    assert sorted(done) == [0, 1]
