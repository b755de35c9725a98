"""The plain machine is not locked: two take the same step from the same state.

source: https://github.com/pytransitions/transitions
verdict: exception or assertion
needs: transitions
"""

import threading

from transitions import Machine


class Door:
    opened = 0

    def on_enter_open(self):
        self.opened += 1


def main():
    door = Door()
    Machine(door, states=["closed", "open"], initial="closed",
            transitions=[["push", "closed", "open"]])

    def work():
        if door.state == "closed":
            door.push()

    ts = [threading.Thread(target=work) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert door.opened == 1
