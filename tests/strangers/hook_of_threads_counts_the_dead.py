"""threading.excepthook notes which thread has died, under a lock.

source: https://docs.python.org/3/library/threading.html#threading.excepthook
verdict: proved
"""

import threading

dead, lock = {}, threading.Lock()


def note(arguments):
    with lock:
        dead[arguments.thread.name] = arguments.exc_type.__name__


def main():
    before = threading.excepthook
    threading.excepthook = note
    try:
        threads = [
            threading.Thread(target=lambda: 1 / 0, name="divides"),
            threading.Thread(target=lambda: [][1], name="looks"),
            threading.Thread(target=lambda: None, name="lives"),
        ]
        for t in threads:
            t.start()
        for t in threads:
            t.join()
    finally:
        threading.excepthook = before
    assert dead == {"divides": "ZeroDivisionError", "looks": "IndexError"}
