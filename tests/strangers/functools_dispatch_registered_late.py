"""A plugin registers its way to show a number while somebody is already showing one.

source: https://docs.python.org/3/library/functools.html#functools.singledispatch
verdict: assertion
"""

import functools
import threading

shown = []


@functools.singledispatch
def show(value):
    return "?"


def plugin():
    show.register(int, lambda value: f"number {value}")


def main():
    thread = threading.Thread(target=plugin)
    thread.start()
    shown.append(show(3))
    thread.join()
    assert shown == ["number 3"]
