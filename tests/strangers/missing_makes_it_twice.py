"""__missing__ of a dictionary of one's own is run by both.

source: https://docs.python.org/3/reference/datamodel.html#object.__missing__
verdict: assertion
"""

import threading

made = []


class Registry(dict):
    def __missing__(self, key):
        made.append(key)
        self[key] = value = [key]
        return value


def main():
    registry = Registry()
    threads = [threading.Thread(target=target) for target in (lambda: registry["a"], lambda: registry["a"])]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert made == ["a"]
