"""Two flags and a turn: right where memory is sequentially consistent, as with the GIL.

source: https://en.wikipedia.org/wiki/Dekker%27s_algorithm
verdict: proved
"""

import threading

wants = [False, False]
turn = 0
inside = 0


def work(i):
    global turn, inside
    other = 1 - i
    wants[i] = True
    while wants[other]:
        if turn != i:
            wants[i] = False
            while turn != i:
                pass
            wants[i] = True
    inside += 1
    assert inside == 1
    inside -= 1
    turn = other
    wants[i] = False


def main():
    ts = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
