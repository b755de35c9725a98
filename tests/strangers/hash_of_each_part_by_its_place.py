"""Each thread makes a digest of its own part, and puts it where it belongs.

source: https://docs.python.org/3/library/hashlib.html
verdict: proved
"""

import hashlib
import threading

parts = [b"ab", b"cd", b"ef"]
digests = [""] * 3


def work(n):
    digests[n] = hashlib.sha256(parts[n]).hexdigest()


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert digests == [hashlib.sha256(part).hexdigest() for part in parts]
