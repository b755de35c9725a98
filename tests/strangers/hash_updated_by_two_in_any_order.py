"""One digest for all: what it comes to depends on who has updated it first.

source: https://docs.python.org/3/library/hashlib.html#hashlib.hash.update
verdict: assertion
"""

import hashlib
import threading

digest = hashlib.sha256()


def main():
    threads = [threading.Thread(target=digest.update, args=(part,)) for part in (b"ab", b"cd")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert digest.hexdigest() == hashlib.sha256(b"abcd").hexdigest()
