"""A worker that fails aborts the barrier; the other one is told.

source: https://github.com/RustPython/RustPython/pull/8518
verdict: proved
"""

import threading

start = threading.Barrier(2)
told = []


def good():
    try:
        start.wait()
    except threading.BrokenBarrierError:
        told.append("good")


def bad():
    try:
        raise ValueError
    except ValueError:
        start.abort()
        told.append("bad")


def main():
    threads = [threading.Thread(target=f) for f in (good, bad)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(told) == ["bad", "good"]
