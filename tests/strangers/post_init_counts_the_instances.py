"""__post_init__ counts in a class variable.

source: https://docs.python.org/3/library/dataclasses.html#dataclasses.__post_init__
verdict: assertion
"""

import threading
from dataclasses import dataclass
from typing import ClassVar


@dataclass
class Player:
    name: str
    count: ClassVar[int] = 0

    def __post_init__(self):
        type(self).count += 1


def main():
    threads = [threading.Thread(target=target) for target in (lambda: Player("a"), lambda: Player("b"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert Player.count == 2
