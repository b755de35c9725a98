"""All Borgs have one namespace, and a number in it is everybody's.

source: https://code.activestate.com/recipes/66531/
verdict: assertion
"""

import threading

class Borg:
    _shared = {"drones": 0}

    def __init__(self):
        self.__dict__ = self._shared

    def assimilate(self):
        self.drones = self.drones + 1


def together(*functions):
    started = []
    for function in functions:
        started.append(threading.Thread(None, function))
        started[-1].start()
    while started:
        started.pop().join()

def main():
    together(Borg().assimilate, Borg().assimilate)
    assert Borg().drones == 2
