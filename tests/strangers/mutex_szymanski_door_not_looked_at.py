"""Szymanski's algorithm without the look at the entry door at its end.

source: https://en.wikipedia.org/wiki/Szyma%C5%84ski%27s_algorithm
verdict: assertion or livelock
"""

import threading

flag = [0, 0]
inside = 0
most = 0


def enter(me):
    other = 1 - me
    flag[me] = 1
    while flag[other] not in (0, 1, 2):
        pass
    flag[me] = 3
    if flag[other] == 1:
        flag[me] = 2
        while flag[other] != 4:
            pass
    flag[me] = 4


def work(me):
    global inside, most
    enter(me)
    inside += 1
    most = max(most, inside)
    inside -= 1
    flag[me] = 0


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in (0, 1)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert most == 1
