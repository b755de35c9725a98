"""Who has waited for the lock makes a second instance.

source: https://github.com/giampaolo/pyftpdlib/issues/220
verdict: assertion
"""

import threading

class Loop:
    _instance, _lock = None, threading.Lock()

    @classmethod
    def instance(cls):
        if cls._instance is None:
            cls._lock.acquire()
            try:
                cls._instance = cls()
            finally:
                cls._lock.release()
        return cls._instance


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    loops = {}
    together(
        lambda: loops.update(first=Loop.instance()), lambda: loops.update(second=Loop.instance())
    )
    assert loops["first"] is loops["second"]
