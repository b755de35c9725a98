"""Only the main thread may say what a signal does.

source: https://docs.python.org/3/library/signal.html#signals-and-threads
verdict: exception
"""

import signal
import threading


def main():
    def install():
        signal.signal(signal.SIGTERM, lambda number, frame: None)

    thread = threading.Thread(target=install)
    thread.start()
    thread.join()
