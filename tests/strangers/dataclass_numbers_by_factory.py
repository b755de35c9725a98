"""default_factory reads and writes the class's counter.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.field
verdict: assertion
"""

import threading
from dataclasses import dataclass, field

last = 0


def number():
    global last
    last += 1
    return last


@dataclass(order=True)
class Order:
    number: int = field(default_factory=number)
    what: str = field(default="", compare=False)


def main():
    made = []
    threads = [threading.Thread(target=target) for target in (lambda: made.append(Order()), lambda: made.append(Order(what="tea")))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    first, second = sorted(made)
    assert first < second
