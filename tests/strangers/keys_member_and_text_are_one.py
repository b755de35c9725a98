"""A member of an enumeration of texts is the same key as its text.

source: https://docs.python.org/3/howto/enum.html#others
verdict: assertion
"""

import threading
from enum import Enum

class Fruit(str, Enum):
    PEAR = "pear"
    FIG = "fig"

stock = {"pear": 10, "fig": 5}

def sell(fruit):
    stock[fruit] -= 1


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    together(lambda: sell(Fruit.PEAR), lambda: sell("pear"), lambda: sell(Fruit.FIG))
    assert stock == {"pear": 8, "fig": 4}
