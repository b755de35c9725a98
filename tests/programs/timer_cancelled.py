"""A timer that was cancelled in time does nothing, else it does.

verdict: proved
"""

import threading

out = []


def main():
    timer = threading.Timer(5, out.append, args=(1,))
    timer.start()
    timer.cancel()
    timer.join()
    assert len(out) <= 1
