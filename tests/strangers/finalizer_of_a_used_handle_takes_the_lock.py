"""A handle that has been used is dropped under the lock that its __del__ takes.

source: https://github.com/dask/distributed/pull/1229
verdict: deadlock
"""

import threading

lock = threading.Lock()


class Handle:
    def __init__(self, number):
        self.number, self.uses = number, 0

    def use(self):
        self.uses += 1

    def __del__(self):
        with lock:
            freed.append(self.number)


freed, handles = [], {"a": Handle(1)}


def work():
    handles["a"].use()
    with lock:
        handles.pop("a")


def main():
    t = threading.Thread(target=work)
    t.start()
    t.join()
