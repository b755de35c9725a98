"""Three buyers, two tickets, no lock.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 2


def buy():
    global tickets
    if tickets > 0:
        tickets -= 1


def main():
    run(buy, buy, buy)
    assert tickets >= 0
