"""punq: a singleton is made when it is first asked for, without a lock.

source: https://pypi.org/project/punq/
verdict: assertion
needs: punq
"""

import threading

import punq


class Database:
    pass


def main():
    container, seen = punq.Container(), []
    container.register(Database, scope=punq.Scope.singleton)
    threads = [
        threading.Thread(target=lambda: seen.append(container.resolve(Database)))
        for _ in range(2)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] is seen[1]
