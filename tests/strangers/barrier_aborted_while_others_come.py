"""A barrier that is aborted because a part fails: who waits learns of it, who comes later too.

source: https://docs.python.org/3/library/threading.html#barrier-objects
verdict: proved
"""

import threading


def main():
    barrier, told = threading.Barrier(3), []

    def part(name, good):
        try:
            if not good:
                raise ValueError(name)
            barrier.wait()
        except ValueError:
            barrier.abort()
        except threading.BrokenBarrierError:
            told.append(name)

    threads = [
        threading.Thread(target=part, args=pair)
        for pair in (("a", True), ("b", True), ("c", False))
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(told) == ["a", "b"] and barrier.broken
    barrier.reset()
    assert not barrier.broken
