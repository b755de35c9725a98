"""RuntimeError: cannot schedule new futures after shutdown, if main is faster.

source: https://docs.python.org/3/library/concurrent.futures.html#concurrent.futures.Executor.shutdown
verdict: exception
"""

import threading
from concurrent.futures import ThreadPoolExecutor

ex = ThreadPoolExecutor(1)


def main():
    t = threading.Thread(target=lambda: ex.submit(print, "late"))
    t.start()
    ex.shutdown()
    t.join()
