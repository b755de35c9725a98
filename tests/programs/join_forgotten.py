"""Who does not join sees less than all.

verdict: assertion
"""

from threading import Thread

n = 0


def work():
    global n
    n = 1


def main():
    Thread(target=work).start()
    assert n == 1
