"""A generator can't be run by two threads at once.

verdict: exception
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


n = 0


def count():
    global n
    while True:
        n += 1
        yield n


numbers = count()


def work():
    next(numbers)


def main():
    run(work, work)
