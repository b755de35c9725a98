"""Each writes its place and moves the index, and two write to the same place.

source: https://github.com/mc-imperial/sctbench
verdict: assertion
"""

import threading

N = 3
array = [0] * N
index = -1


def work():
    global index
    index = index + 1
    array[index] = 1


def main():
    ts = [threading.Thread(target=work) for _ in range(N)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert sum(array) == N
