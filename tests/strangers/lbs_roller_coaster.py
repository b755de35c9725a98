"""The car leaves with two on board, and comes back for the next two.

source: https://greenteapress.com/wp/semaphores/
verdict: proved
"""

import threading

C, RIDES = 2, 1
mutex, mutex2 = threading.Lock(), threading.Lock()
board, unboard = threading.Semaphore(0), threading.Semaphore(0)
all_aboard, all_ashore = threading.Semaphore(0), threading.Semaphore(0)
boarders = unboarders = 0
log = []

def car():
    for _ in range(RIDES):
        for _ in range(C):
            board.release()
        all_aboard.acquire()
        log.append("ride")
        for _ in range(C):
            unboard.release()
        all_ashore.acquire()

def passenger():
    global boarders, unboarders
    board.acquire()
    with mutex:
        boarders += 1
        if boarders == C:
            all_aboard.release()
            boarders = 0
    unboard.acquire()
    with mutex2:
        unboarders += 1
        if unboarders == C:
            all_ashore.release()
            unboarders = 0


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(car, passenger, passenger)
    assert log == ["ride"]
