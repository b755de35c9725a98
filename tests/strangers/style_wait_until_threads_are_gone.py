"""active_count() is polled until only main is left.

source: https://stackoverflow.com/questions/2846653/how-can-i-use-threading-in-python
verdict: proved
"""

import threading
import time

results = []


def main():
    for n in range(2):
        threading.Thread(target=results.append, args=(n,)).start()
    while threading.active_count() > 1:
        time.sleep(0.1)
    assert sorted(results) == [0, 1]
