"""The next free address is looked for and then marked as taken.

source: https://docs.python.org/3/library/ipaddress.html
verdict: assertion
"""

import ipaddress
import threading

network = ipaddress.ip_network("10.0.0.0/30")
leased = {}


def lease(name):
    free = next(host for host in network.hosts() if host not in leased.values())
    leased[name] = free


def main():
    threads = [threading.Thread(target=lease, args=(name,)) for name in ("Ann", "Ben")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(set(leased.values())) == 2
