"""Not done yet, says the look; done, says the other thread; and the callback is put where nobody calls it.

source: https://github.com/googleapis/python-ndb/issues/302
verdict: assertion
"""

import threading


class Promise:
    def __init__(self):
        self.done, self.callbacks = False, []

    def add(self, f):
        if self.done:
            f()
        else:
            self.callbacks.append(f)

    def finish(self):
        self.done = True
        for f in self.callbacks:
            f()


called = []


def main():
    p = Promise()
    t = threading.Thread(target=p.finish)
    t.start()
    p.add(lambda: called.append(1))
    t.join()
    assert called == [1]
