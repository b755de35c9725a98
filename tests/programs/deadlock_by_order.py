"""Two locks taken in opposite orders.

verdict: deadlock
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


a, b = Lock(), Lock()


def one():
    with a, b:
        pass


def two():
    with b, a:
        pass


def main():
    run(one, two)
