"""Free addresses lie on a heap, and a lock is held while one is taken off or given back.

source: https://docs.python.org/3/library/ipaddress.html
verdict: proved
"""

import heapq
import ipaddress
import threading

free = list(ipaddress.ip_network("10.0.0.0/29").hosts())[:3]
lock = threading.Lock()
had = []


def visit():
    with lock:
        address = heapq.heappop(free)
    had.append(str(address))
    with lock:
        heapq.heappush(free, address)


def main():
    threads = [threading.Thread(target=visit) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert had[0] == "10.0.0.1" or had[1] == "10.0.0.1"
    assert len(free) == 3 and str(free[0]) == "10.0.0.1"
