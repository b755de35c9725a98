"""Threads that keep to their own items don't disturb each other.

verdict: proved
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


results = [0, 0, 0]


def main():
    def work(i):
        results[i] += i

    run(*[lambda i=i: work(i) for i in range(3)])
    assert results == [0, 1, 2]
