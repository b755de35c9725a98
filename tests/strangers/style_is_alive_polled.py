"""The result is read when is_alive() says no.

source: https://docs.python.org/3/library/threading.html#threading.Thread.is_alive
verdict: proved
"""

import threading
import time


def main():
    box = {}
    t = threading.Thread(target=lambda: box.update(answer=42))
    t.start()
    while t.is_alive():
        print(".", end="", flush=True)
        time.sleep(0.1)
    assert box["answer"] == 42
