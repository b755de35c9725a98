"""A ContextDecorator is one object for all calls: what it keeps is shared.

source: https://docs.python.org/3/library/contextlib.html#contextlib.ContextDecorator
verdict: assertion
"""

import contextlib
import threading


class tracked(contextlib.ContextDecorator):
    inside = 0

    def __enter__(self):
        self.inside += 1
        return self

    def __exit__(self, *error):
        self.inside -= 1
        return False


t = tracked()


@t
def work():
    pass


def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert t.inside == 0
