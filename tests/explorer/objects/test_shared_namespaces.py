"""Objects that have one namespace: what is done to an attribute of one is done to all.

class Borg:
    state = {}
    def __init__(self): self.__dict__ = self.state
"""

from __future__ import annotations

import pytest

from threadlab import explore

PROGRAM = """
import threading
lock = threading.Lock()
class Borg:
    state = {{"drones": 0}}
    def __init__(self):
        {join}
    def assimilate(self):
        {change}
def main():
    one, other = Borg(), Borg()
    threads = [threading.Thread(target=borg.assimilate) for borg in (one, other)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert {look} == 2
"""
JOINS = [
    "self.__dict__ = self.state",
    "setattr(self, '__dict__', Borg.state)",
    "object.__setattr__(self, '__dict__', self.state)",
    "self.__dict__, self.name = self.state, 'unit'",
    "(lambda: setattr(self, '__dict__', self.state))()",
    "for self.__dict__ in [self.state]: pass",
]
CHANGES = [
    "self.drones = self.drones + 1",
    "self.drones += 1",
    "self.state['drones'] += 1",
    "n = self.drones; self.__dict__['drones'] = n + 1",
    "n = vars(self)['drones']; setattr(self, 'drones', n + 1)",
    "n = getattr(self, 'drones'); self.__dict__.update(drones=n + 1)",
    "Borg().drones += 1",
    "n = Borg.state.get('drones'); self.drones = n + 1",
]
LOOKS = ["Borg().drones", "one.drones", "Borg.state['drones']"]


@pytest.mark.parametrize("join", JOINS)
def test_what_is_changed_in_one_is_changed_in_all(join: str) -> None:
    for change in CHANGES:
        for look in LOOKS:
            program = PROGRAM.format(join=join, change=change, look=look)
            assert explore(program, runs=3_000).kind == "assertion", (change, look)


@pytest.mark.parametrize("look", LOOKS)
def test_under_a_lock_nothing_is_lost(look: str) -> None:
    change = "with lock: self.drones += 1"
    verdict = explore(PROGRAM.format(join=JOINS[0], change=change, look=look), runs=3_000)
    assert verdict.status == "proved", verdict.message


def test_nothing_is_proved_of_an_object_that_leaves_the_others() -> None:
    change = "self.__dict__ = {'drones': 2}; self.drones = 2"
    verdict = explore(PROGRAM.format(join=JOINS[0], change=change, look="one.drones"), runs=3_000)
    assert verdict.status == "survived", verdict.message
