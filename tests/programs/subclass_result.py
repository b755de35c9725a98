"""A subclass keeps its result.

verdict: proved
"""

from threading import Thread


class Square(Thread):
    def __init__(self, n):
        super().__init__()
        self.n = n
        self.result = None

    def run(self):
        self.result = self.n * self.n


def main():
    threads = [Square(2), Square(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [thread.result for thread in threads] == [4, 9]
