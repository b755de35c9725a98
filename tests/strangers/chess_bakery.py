"""Numbers are drawn, and the lower one goes first.

source: https://en.wikipedia.org/wiki/Lamport%27s_bakery_algorithm
verdict: proved
"""

import threading

entering, number = [False, False], [0, 0]
n = 0


def work(i):
    global n
    entering[i] = True
    number[i] = 1 + max(number)
    entering[i] = False
    j = 1 - i
    while entering[j]:
        pass
    while number[j] != 0 and (number[j], j) < (number[i], i):
        pass
    n = n + 1
    number[i] = 0


def main():
    ts = [threading.Thread(target=work, args=(i,)) for i in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert n == 2
