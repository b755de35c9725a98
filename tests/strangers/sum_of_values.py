"""sum(d.values()) over plain numbers is one step.

source: https://docs.python.org/3/library/functions.html#sum
verdict: proved
"""

import threading

prices = {"tea": 2, "cake": 3}


def main():
    t = threading.Thread(target=prices.pop, args=("tea",))
    t.start()
    assert sum(prices.values()) in (3, 5)
    t.join()
