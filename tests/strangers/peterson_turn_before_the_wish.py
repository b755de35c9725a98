"""With the two first lines exchanged, both go in.

source: https://en.wikipedia.org/wiki/Peterson%27s_algorithm
verdict: assertion
"""

import threading

wants, turn, inside = [False, False], 0, []

def work(me):
    global turn
    other = 1 - me
    turn = other
    wants[me] = True
    while wants[other] and turn == other:
        pass
    inside.append(me)
    assert inside == [me]
    inside.remove(me)
    wants[me] = False


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    together(lambda: work(0), lambda: work(1))
