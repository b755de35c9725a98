"""A spinner turns while something long is done, and is stopped by an event.

source: https://docs.python.org/3/library/itertools.html#itertools.cycle
verdict: proved
clock: exact
"""

import itertools
import threading
import time

done = threading.Event()
shown = []


def spin():
    for sign in itertools.cycle("|/-\\"):
        if done.wait(0.1):
            break
        print(f"\r{sign}", end="", flush=True)
        shown.append(sign)


def main():
    spinner = threading.Thread(target=spin)
    spinner.start()
    time.sleep(0.25)
    done.set()
    spinner.join()
    print("\rdone")
    assert not spinner.is_alive()
