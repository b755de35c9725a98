"""Who looks at is_alive after join knows which of the two it was.

source: https://docs.python.org/3/library/threading.html#threading.Thread.join
verdict: proved
"""

import threading
import time

results = []


def work():
    time.sleep(3)
    results.append(42)


def main():
    thread = threading.Thread(target=work)
    thread.start()
    thread.join(timeout=1)
    if not thread.is_alive():
        assert results == [42]
    thread.join()
    assert results == [42]
