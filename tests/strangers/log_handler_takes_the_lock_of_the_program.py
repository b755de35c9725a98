"""A handler's emit takes the program's lock; elsewhere somebody logs while holding it.

source: https://github.com/python/cpython/issues/96727
verdict: deadlock
"""

import logging
import threading

state = threading.Lock()


class Counting(logging.Handler):
    seen = 0

    def emit(self, record):
        with state:
            self.seen += 1


def main():
    log = logging.getLogger("engine")
    log.propagate = False
    log.setLevel(logging.INFO)
    log.addHandler(Counting())

    def careful():
        with state:
            log.info("held")

    threads = [
        threading.Thread(target=careful),
        threading.Thread(target=log.info, args=("free",)),
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
