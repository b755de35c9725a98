"""multiprocessing.dummy has the names of processes, but they are threads, which share a list.

source: https://docs.python.org/3/library/multiprocessing.html#module-multiprocessing.dummy
verdict: assertion or exception
"""

from multiprocessing.dummy import Process

tickets = [1]
sold = []


def sell():
    if tickets:
        sold.append(tickets[-1])
        if tickets:
            tickets.pop()


def main():
    processes = [Process(target=sell) for _ in range(2)]
    for p in processes:
        p.start()
    for p in processes:
        p.join()
    assert sold == [1]
