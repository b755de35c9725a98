"""Each chooses from the tuple that it has read once.

source: https://github.com/elastic/elasticsearch-py/issues/158
verdict: proved
"""

import random
import threading


class Pool:
    def __init__(self):
        self.connections = ("a",)

    def get_connection(self):
        match self.connections:
            case ():
                return None
            case found:
                return random.choice(found)

    def mark_dead(self, connection):
        self.connections = tuple(c for c in self.connections if c != connection)


def main():
    pool, got = Pool(), []
    getter = threading.Thread(target=lambda: got.append(pool.get_connection()))
    killer = threading.Thread(target=pool.mark_dead, args=("a",))
    getter.start()
    killer.start()
    getter.join()
    killer.join()
    assert got in ([None], ["a"])
