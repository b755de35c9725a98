"""Read-copy-update without the wait: the old copy is emptied while somebody still reads it.

source: https://en.wikipedia.org/wiki/Read-copy-update
verdict: exception
"""

import threading


def main():
    current = {"host": "a", "port": 1}
    seen = []

    def read():
        config = current
        seen.append("{host}:{port}".format(**config))

    def write():
        nonlocal current
        old, current = current, dict(current, port=2)
        old.clear()

    threads = [threading.Thread(target=t) for t in (read, write)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] in ("a:1", "a:2")
