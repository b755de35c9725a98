"""The same without abort: the other one waits for ever.

source: https://github.com/RustPython/RustPython/pull/8518
verdict: deadlock
"""

import threading

start = threading.Barrier(2)
errors = []


def good():
    start.wait()


def bad():
    try:
        raise ValueError
    except ValueError as error:
        errors.append(error)


def main():
    threads = [threading.Thread(target=f) for f in (good, bad)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
