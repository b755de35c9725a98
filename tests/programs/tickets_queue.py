"""A queue hands each seat to one buyer.

verdict: proved
"""

import queue
from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


seats = queue.Queue()
sold = []


def buy():
    try:
        sold.append(seats.get_nowait())
    except queue.Empty:
        pass


def main():
    for seat in range(2):
        seats.put(seat)
    run(buy, buy, buy)
    assert sorted(sold) == [0, 1]
