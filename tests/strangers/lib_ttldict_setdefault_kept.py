"""ttldict: items are set by two threads, and all are there.

source: https://pypi.org/project/ttldict/
verdict: proved
needs: ttldict
"""

import threading

from ttldict import TTLOrderedDict


def main():
    store = TTLOrderedDict(default_ttl=60)

    def put(name):
        store[name] = len(name)
        assert store[name] == len(name)

    threads = [threading.Thread(target=put, args=(name,)) for name in ("a", "bb")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(store.items()) == [("a", 1), ("bb", 2)]
