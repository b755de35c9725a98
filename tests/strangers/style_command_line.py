"""Settings come from argparse, a signal handler and an exit function are registered.

source: https://docs.python.org/3/library/argparse.html
verdict: proved
"""

import argparse
import atexit
import signal
import threading

stop = threading.Event()
count = 0


def work(rounds):
    global count
    for _ in range(rounds):
        if stop.is_set():
            break
        count += 1


def main():
    parser = argparse.ArgumentParser(description="counts")
    parser.add_argument("--rounds", type=int, default=2)
    options = parser.parse_args([])
    signal.signal(signal.SIGINT, lambda number, frame: stop.set())
    atexit.register(print, "bye")
    t = threading.Thread(target=work, args=(options.rounds,))
    t.start()
    t.join()
    assert count == 2
