"""Each timer starts the next one, three in all; an event says when it is over.

source: https://github.com/correl/Transmission-XBMC/pull/7
verdict: proved
"""

import threading

ticks = []
over = threading.Event()


def tick():
    ticks.append(len(ticks))
    if len(ticks) == 3:
        over.set()
    else:
        threading.Timer(1, tick).start()


def main():
    threading.Timer(1, tick).start()
    over.wait()
    assert ticks == [0, 1, 2]
