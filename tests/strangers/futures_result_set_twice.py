"""Two threads may have the answer; who sees that there is none yet sets it.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Future.set_result
verdict: exception
"""

import threading
from concurrent.futures import Future

answer = Future()


def guess(n):
    if not answer.done():
        answer.set_result(n)


def main():
    threads = [threading.Thread(target=guess, args=(n,)) for n in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
