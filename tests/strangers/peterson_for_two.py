"""Each says that it wants to go in, and lets the other one go first.

source: https://en.wikipedia.org/wiki/Peterson%27s_algorithm
verdict: proved
"""

import threading

wants, turn, inside, count = [False, False], 0, 0, 0

def work(me):
    global turn, inside, count
    other = 1 - me
    wants[me] = True
    turn = other
    while wants[other] and turn == other:
        pass
    inside += 1
    assert inside == 1
    count += 1
    inside -= 1
    wants[me] = False


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(lambda: work(0), lambda: work(1))
    assert count == 2
