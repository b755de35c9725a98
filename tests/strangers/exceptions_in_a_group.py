"""Workers keep their errors, and the main thread raises all of them as a group.

source: https://docs.python.org/3/library/exceptions.html#ExceptionGroup
verdict: proved
"""

import threading

errors = []
lock = threading.Lock()


def work(n):
    try:
        1 / n
    except ZeroDivisionError as error:
        with lock:
            errors.append(error)


def run_all():
    threads = [threading.Thread(target=work, args=(n,)) for n in (0, 1, 0)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    if errors:
        raise ExceptionGroup("some have failed", errors)


def main():
    caught = []
    try:
        run_all()
    except* ZeroDivisionError as group:
        caught.extend(group.exceptions)
    assert len(caught) == 2
