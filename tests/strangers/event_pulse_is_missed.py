"""set and clear at once: who comes later waits for ever.

source: https://docs.python.org/3/library/threading.html#event-objects
verdict: deadlock
"""

import threading

go = threading.Event()


def main():
    thread = threading.Thread(target=go.wait)
    thread.start()
    go.set()
    go.clear()
    thread.join()
