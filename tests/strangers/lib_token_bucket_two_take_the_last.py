"""token_bucket: its storage has no lock, as its comments say; two take the last token.

source: https://pypi.org/project/token-bucket/
verdict: assertion
needs: token_bucket
"""

import threading

from token_bucket import Limiter, MemoryStorage


def main():
    limiter = Limiter(rate=0.001, capacity=1, storage=MemoryStorage())
    let_in = []

    def ask():
        let_in.append(limiter.consume("door"))

    threads = [threading.Thread(target=ask) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(let_in) == [False, True]
