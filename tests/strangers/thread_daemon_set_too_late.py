"""A thread that runs can't become a daemon.

source: https://docs.python.org/3/library/threading.html#threading.Thread.daemon
verdict: exception
"""

import threading


def main():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait)
    thread.start()
    try:
        thread.daemon = True
    finally:
        stop.set()
        thread.join()
