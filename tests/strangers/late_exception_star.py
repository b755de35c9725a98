"""except* sorts errors of two tasks out of a group.

source: https://peps.python.org/pep-0654/
verdict: proved
"""

import threading

errors, lock, kinds = [], threading.Lock(), []


def work(error):
    try:
        raise error
    except Exception as found:
        with lock:
            errors.append(found)


def main():
    threads = [threading.Thread(target=target) for target in (lambda: work(KeyError("k")), lambda: work(ValueError("v")))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    try:
        raise ExceptionGroup("all", errors)
    except* KeyError as group:
        kinds.append(len(group.exceptions))
    except* ValueError as group:
        kinds.append(len(group.exceptions))
    assert kinds == [1, 1]
