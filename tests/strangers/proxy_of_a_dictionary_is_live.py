"""The proxy can't be changed, but what stands behind it is.

source: https://docs.python.org/3/library/types.html#types.MappingProxyType
verdict: assertion
"""

import threading
from types import MappingProxyType

prices = {"tea": 2, "cake": 3}
view = MappingProxyType(prices)
sums = []

def change():
    for name in prices:
        prices[name] *= 2


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    together(change, lambda: sums.append(view["tea"] + view["cake"]))
    assert sums[0] in (5, 10)
