"""join with a time-out on a daemon; is_alive says how it ended, and either may be.

source: https://pymotw.com/3/threading/
verdict: proved
"""

import threading
import time


def daemon():
    time.sleep(0.2)


def main():
    d = threading.Thread(name="daemon", target=daemon, daemon=True)
    d.start()
    d.join(0.1)
    print("d.is_alive()", d.is_alive())
    assert d.daemon and not threading.current_thread().daemon
