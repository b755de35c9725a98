"""list.remove(x): x not in list, for another thread was faster.

source: https://github.com/dropbox/pyannotate/pull/66
verdict: exception
"""

import threading


class Subject:
    def __init__(self):
        self.observers = []

    def detach(self, o):
        if o in self.observers:
            self.observers.remove(o)


def main():
    s = Subject()
    s.observers.append("view")
    ts = [threading.Thread(target=s.detach, args=("view",)) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
