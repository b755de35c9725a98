"""Reads hide in comprehensions.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


rows = [1, 2]


def read():
    if (total := sum([row for row in rows])) != 3:
        raise AssertionError(total)


def change():
    rows[0] = 2
    rows[1] = 1


def main():
    run(read, change)
