"""Readers who don't keep the writer out.

verdict: assertion
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


data = 0
room = Lock()


def read():
    first = data
    second = data
    assert first == second


def write():
    global data
    with room:
        data += 1
        data += 1


def main():
    run(read, write)
