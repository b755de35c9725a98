"""A plugin is imported by its name in two threads; both get the same module.

source: https://docs.python.org/3/library/importlib.html#importlib.import_module
verdict: proved
"""

import importlib
import threading

got = []


def load(name):
    got.append(importlib.import_module(name))


def main():
    threads = [threading.Thread(target=load, args=("json",)) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert got[0] is got[1] and got[0].loads("[1]") == [1]
