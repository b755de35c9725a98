"""What is dropped under the lock has a __del__ that takes the same lock.

source: https://github.com/itamarst/crochet/issues/25
verdict: deadlock
"""

import threading

lock = threading.Lock()
log = []


class Handle:
    def __del__(self):
        with lock:
            log.append("closed")


def main():
    handles = {"a": Handle()}

    def drop():
        with lock:
            del handles["a"]

    t = threading.Thread(target=drop)
    t.start()
    t.join()
