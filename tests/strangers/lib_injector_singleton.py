"""injector: a singleton is made under a lock of the library.

source: https://injector.readthedocs.io/en/latest/
verdict: proved
needs: injector
"""

import threading

from injector import Injector, singleton


@singleton
class Database:
    pass


def main():
    injector, seen = Injector(), []
    threads = [
        threading.Thread(target=lambda: seen.append(injector.get(Database))) for _ in range(2)
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] is seen[1]
