"""The usual frame of a service: a handler that sets an event. Nobody sends a signal here.

source: https://docs.python.org/3/library/signal.html#example
verdict: proved
"""

import signal
import threading

stop = threading.Event()


def on_signal(number, frame):
    stop.set()


def worker(done):
    stop.wait()
    done.append(1)


def main():
    signal.signal(signal.SIGINT, on_signal)
    signal.signal(signal.SIGTERM, on_signal)
    done = []
    threads = [threading.Thread(target=worker, args=(done,)) for _ in range(2)]
    for thread in threads:
        thread.start()
    assert signal.getsignal(signal.SIGTERM) is on_signal
    on_signal(signal.SIGTERM, None)
    for thread in threads:
        thread.join()
    assert done == [1, 1]
