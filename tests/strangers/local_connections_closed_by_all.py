"""Each thread has a connection of its own, made when it asks, and all are closed at the end.

source: https://docs.python.org/3/library/threading.html#threading.local
verdict: proved
"""

import threading

class Connections(threading.local):
    opened = []

    def __init__(self, host):
        self.host, self.open = host, True
        self.opened.append(self.__dict__)


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    db, hosts = Connections("db"), []
    together(*[lambda: hosts.append(db.host)] * 3)
    assert hosts == ["db"] * 3
    for names in Connections.opened:
        names["open"] = False
    assert not db.open
