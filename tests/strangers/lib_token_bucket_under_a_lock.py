"""token_bucket with a lock around each question.

source: https://pypi.org/project/token-bucket/
verdict: proved
needs: token_bucket
"""

import threading

from token_bucket import Limiter, MemoryStorage


class Locked(Limiter):
    def __init__(self, *arguments):
        super().__init__(*arguments)
        self.lock = threading.Lock()

    def consume(self, key, num_tokens=1):
        with self.lock:
            return super().consume(key, num_tokens)


def main():
    limiter = Locked(0.001, 2, MemoryStorage())
    let_in = []

    def ask():
        let_in.append(limiter.consume("door"))

    threads = [threading.Thread(target=ask) for _ in range(3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(let_in) == [False, True, True]
