"""Seats of the boat are counted without a lock.

source: https://greenteapress.com/wp/semaphores/
verdict: assertion
"""

from threading import Thread

on_board = 0
trips = []


def board():
    global on_board
    on_board += 1
    if on_board == 2:
        trips.append("go")
        on_board = 0


def main():
    ts = [Thread(target=board) for _ in range(4)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert len(trips) == 2
