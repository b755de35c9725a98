"""A variable that functions share loses updates, too.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main():
    n = 0

    def work():
        nonlocal n
        n += 1

    run(work, work)
    assert n == 2
