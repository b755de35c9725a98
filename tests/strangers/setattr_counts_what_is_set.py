"""__setattr__ counts how often something is set: the count itself is read and set.

source: https://docs.python.org/3/reference/datamodel.html#object.__setattr__
verdict: assertion
"""

import threading


class Watched:
    def __init__(self):
        self.__dict__["sets"] = 0

    def __setattr__(self, name, value):
        self.__dict__[name] = value
        self.__dict__["sets"] += 1


watched = Watched()


def work(name):
    setattr(watched, name, 1)


def main():
    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert watched.sets == 2
