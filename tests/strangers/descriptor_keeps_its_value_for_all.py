"""The descriptor keeps one value for all objects of the class.

source: https://docs.python.org/3/howto/descriptor.html
verdict: assertion
"""

import threading

class Positive:
    def __get__(self, instance, owner=None):
        return self if instance is None else self.value

    def __set__(self, instance, value):
        if value <= 0:
            raise ValueError(value)
        self.value = value

class Order:
    amount = Positive()

    def __init__(self, amount):
        self.amount = amount


def together(first, *others):
    threads = tuple(threading.Thread(target=f) for f in others)
    for t in threads:
        t.start()
    first()
    for t in threads:
        t.join()

def main():
    orders = {}
    together(lambda: orders.update(a=Order(1)), lambda: orders.update(b=Order(2)))
    assert (orders["a"].amount, orders["b"].amount) == (1, 2)
