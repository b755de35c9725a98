"""default_factory is next of an itertools.count: numbers are unique.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.field
verdict: proved
"""

import itertools
import threading
from dataclasses import dataclass, field
from functools import partial


@dataclass(order=True)
class Order:
    number: int = field(default_factory=partial(next, itertools.count(1)))
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
