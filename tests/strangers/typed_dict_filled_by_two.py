"""A TypedDict is a dictionary: its total is made of what was read before.

source: https://docs.python.org/3/library/typing.html#typing.TypedDict
verdict: assertion
"""

import threading
from typing import TypedDict


class Basket(TypedDict):
    items: list[str]
    total: int


basket: Basket = {"items": [], "total": 0}


def put(item, price):
    basket["items"].append(item)
    basket["total"] = basket["total"] + price


def main():
    threads = [threading.Thread(target=put, args=pair) for pair in (("tea", 3), ("milk", 2))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert basket["total"] == 5
