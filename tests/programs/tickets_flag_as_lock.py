"""A flag is looked at and set in two steps.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 1
busy = False


def buy():
    global tickets, busy
    while busy:
        pass
    busy = True
    if tickets > 0:
        tickets -= 1
    busy = False


def main():
    run(buy, buy)
    assert tickets >= 0
