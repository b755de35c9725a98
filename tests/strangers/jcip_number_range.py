"""Each bound is checked against the other one, and both checks come before both settings.

source: https://jcip.net/listings.html
verdict: assertion
"""

import threading

class NumberRange:
    def __init__(self):
        self._lower, self._upper = 0, 10

    @property
    def lower(self):
        return self._lower

    @lower.setter
    def lower(self, value):
        if value > self._upper:
            raise ValueError("lower bound above the upper one")
        self._lower = value

    @property
    def upper(self):
        return self._upper

    @upper.setter
    def upper(self, value):
        if value < self._lower:
            raise ValueError("upper bound below the lower one")
        self._upper = value


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    numbers = NumberRange()

    def change(name, value):
        try:
            setattr(numbers, name, value)
        except ValueError:
            pass

    together(lambda: change("lower", 5), lambda: change("upper", 4))
    assert numbers.lower <= numbers.upper
