"""A waiter who lets two of three sit down.

verdict: proved
"""

from threading import Lock, Semaphore, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


locks = [Lock(), Lock(), Lock()]
waiter = Semaphore(2)


def work(i):
    with waiter, locks[i], locks[(i + 1) % 3]:
        pass


def main():
    run(*[lambda i=i: work(i) for i in range(3)])
