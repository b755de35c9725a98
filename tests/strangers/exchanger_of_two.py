"""Two meet and give each other what they have.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/Exchanger.html
verdict: proved
"""

import threading

class Exchanger:
    def __init__(self):
        self.cond, self.offered, self.answer = threading.Condition(), None, None

    def exchange(self, value):
        with self.cond:
            if self.offered is None:
                self.offered = value
                while self.answer is None:
                    self.cond.wait()
                answer, self.offered, self.answer = self.answer, None, None
                self.cond.notify_all()
                return answer
            self.answer, other = value, self.offered
            self.cond.notify_all()
            return other


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    exchanger, got = Exchanger(), {}

    def meet(name):
        got[name] = exchanger.exchange(name)

    together(lambda: meet("a"), lambda: meet("b"))
    assert got == {"a": "b", "b": "a"}
