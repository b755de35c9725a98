"""A third answers before the first has taken its answer away, and that is lost.

source: https://docs.oracle.com/javase/8/docs/api/java/util/concurrent/Exchanger.html
verdict: assertion or deadlock
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
                return answer
            self.answer, other = value, self.offered
            self.cond.notify_all()
            return other


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    exchanger, got = Exchanger(), {}

    def meet(name, default=None):
        got[name] = exchanger.exchange(name)

    def late():
        if exchanger.offered:
            meet("c")

    together(lambda: meet("a"), lambda: meet("b"), late)
    assert len(set(got.values())) == len(got)
