"""A new lock in each call keeps nobody out.

verdict: assertion
"""

from threading import Lock, Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 1


def buy():
    global tickets
    with Lock():
        if tickets > 0:
            tickets -= 1


def main():
    run(buy, buy)
    assert tickets >= 0
