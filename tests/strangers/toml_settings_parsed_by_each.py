"""tomllib parses in each thread, with a function of one's own for floats.

source: https://docs.python.org/3/library/tomllib.html#tomllib.loads
verdict: proved
"""

import threading
import tomllib
from decimal import Decimal


def main():
    seen = []
    text = "price = 1.50"
    threads = [threading.Thread(target=target) for target in (lambda: seen.append(tomllib.loads(text, parse_float=Decimal)), lambda: seen.append(tomllib.loads(text)))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert {type(s["price"]).__name__ for s in seen} == {"Decimal", "float"}
