"""A ring of three.

verdict: deadlock
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


locks = [Lock(), Lock(), Lock()]


def work(i):
    with locks[i], locks[(i + 1) % 3]:
        pass


def main():
    run(*[lambda i=i: work(i) for i in range(3)])
