"""ttldict: each call has the lock, but between the question and the answer anybody can come.

source: https://pypi.org/project/ttldict/
verdict: assertion
needs: ttldict
"""

import threading

from ttldict import TTLOrderedDict


def main():
    locks, owners = TTLOrderedDict(default_ttl=60), []

    def claim(name):
        if locks.get("door") is None:
            locks["door"] = name
            owners.append(name)

    threads = [threading.Thread(target=claim, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert len(owners) == 1
