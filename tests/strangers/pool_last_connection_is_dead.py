"""The list was not empty when it was asked, and is when the turn of each is reckoned.

source: https://github.com/elastic/elasticsearch-py/issues/158
verdict: exception
"""

import threading

class RoundRobin:
    def __init__(self):
        self.turn = -1

    def select(self, connections):
        self.turn = (self.turn + 1) % len(connections)
        return connections[self.turn]

class Pool:
    def __init__(self, connections):
        self.connections = connections
        self.selector = RoundRobin()

    def get(self):
        if not self.connections:
            self.connections.append("revived")
        return self.selector.select(self.connections)

    def mark_dead(self, connection):
        self.connections.remove(connection)


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    pool = Pool(["first"])
    together(pool.get, lambda: pool.mark_dead("first"))
