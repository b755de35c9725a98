"""Each thread sees its own.

verdict: proved
"""

import threading
from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


data = threading.local()


def work(n):
    data.n = n
    assert data.n == n


def main():
    run(lambda: work(1), lambda: work(2))
