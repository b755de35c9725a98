"""The list of connections is looked at, and chosen from after somebody has emptied it.

source: https://github.com/elastic/elasticsearch-py/issues/158
verdict: exception
"""

import random
import threading


class Pool:
    def __init__(self):
        self.connections = ["a"]

    def get_connection(self):
        if not self.connections:
            return None
        return random.choice(self.connections)

    def mark_dead(self, connection):
        try:
            self.connections.remove(connection)
        except ValueError:
            return


def main():
    pool = Pool()
    getter = threading.Thread(target=pool.get_connection)
    killer = threading.Thread(target=pool.mark_dead, args=("a",))
    getter.start()
    killer.start()
    getter.join()
    killer.join()
