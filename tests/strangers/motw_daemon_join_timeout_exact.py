"""By the exact clock the daemon sleeps on when join gives up.

source: https://pymotw.com/3/threading/
verdict: proved
clock: exact
"""

import threading
import time


def daemon():
    time.sleep(0.2)


def main():
    d = threading.Thread(name="daemon", target=daemon, daemon=True)
    d.start()
    d.join(0.1)
    assert d.is_alive()
