"""A member that is missing is made when somebody asks, and kept: two may make it.

source: https://docs.python.org/3/library/enum.html#enum.Enum._missing_
verdict: assertion
"""

import enum
import threading

made = []


class Colour(enum.Enum):
    RED = 1

    @classmethod
    def _missing_(cls, value):
        if value not in made:
            made.append(value)
        return cls.RED


def main():
    threads = [threading.Thread(target=Colour, args=(7,)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert made == [7]
