"""Debounce: the timer goes off while it is cancelled, and the function is called twice.

source: https://gist.github.com/walkermatt/2871026
verdict: assertion
"""

import threading
import time

calls = []


def debounce(wait):
    def decorator(f):
        def debounced(*args):
            if hasattr(debounced, "timer"):
                debounced.timer.cancel()
            debounced.timer = threading.Timer(wait, f, args)
            debounced.timer.start()

        return debounced

    return decorator


@debounce(1)
def save(n):
    calls.append(n)


def main():
    save(1)
    time.sleep(1)
    save(2)
    time.sleep(5)
    assert calls == [2], calls
