"""`while items: items.pop()` looks and takes in two steps.

verdict: exception
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


items = [1]


def work():
    while items:
        items.pop()


def main():
    run(work, work)
