"""An attribute of the class, read through the object and written through the class.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


class Counter:
    n = 0

    def up(self):
        Counter.n = self.n + 1


def main():
    run(Counter().up, Counter().up)
    assert Counter.n == 2
