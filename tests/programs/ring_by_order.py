"""Who sorts the locks first breaks the ring.

verdict: proved
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
    first, second = sorted([i, (i + 1) % 3])
    with locks[first], locks[second]:
        pass


def main():
    run(*[lambda i=i: work(i) for i in range(3)])
