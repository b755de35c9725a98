"""Sleeping different times keeps nobody out.

verdict: assertion
"""

import time
from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


tickets = 1


def buy(pause):
    global tickets
    time.sleep(pause)
    if tickets > 0:
        tickets -= 1


def main():
    run(lambda: buy(0), lambda: buy(1))
    assert tickets >= 0
