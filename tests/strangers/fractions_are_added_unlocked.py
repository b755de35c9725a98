"""A fraction is replaced by the sum, whichever was there when it was read.

source: https://docs.python.org/3/library/fractions.html
verdict: assertion
"""

import threading
from fractions import Fraction

class Cake:
    eaten = Fraction(0)

    def eat(self, piece):
        self.eaten += piece


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    cake = Cake()
    together(lambda: cake.eat(Fraction(1, 3)), lambda: cake.eat(Fraction(1, 6)))
    assert cake.eaten == Fraction(1, 2)
