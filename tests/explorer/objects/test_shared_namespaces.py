"""Objects that have one namespace: what is done to an attribute of one is done to all.

class Borg:
    state = {}
    def __init__(self): self.__dict__ = self.state
"""

from __future__ import annotations

import itertools

import pytest

from threadlab import explore, outcomes

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


STEPS = """
import threading
class Thing: pass
def main():
    one, other, names, fresh = Thing(), Thing(), {{"x": 6}}, Thing()
    one.x = 0
    other.x = 10
    {first}
    def change():
        {change}
    thread = threading.Thread(target=change)
    thread.start()
    print({looks})
    thread.join()
"""
FIRST = ["pass", "held = vars(one)", "other.__dict__ = names", "other.__dict__ = vars(one)"]
MOVES = ["one.__dict__ = {'x': 2}", "one.__dict__ = names", "one.__dict__ = other.__dict__",
         "vars(one)['x'] = 2; one.__dict__ = {**vars(one)}", "fresh.__dict__ = vars(one)",
]  # fmt: skip
WAYS = [
    ("one.x", "one.x"),
    ("one.x", "other.x"),
    ("names['x']", "one.x"),
    ("one.x", "vars(one)['x']"),
]


def by_hand(first: str, steps: list[str], looks: tuple[str, str]) -> set[str]:
    """What both looks find, wherever the steps of the other thread come between them."""
    found = set()
    for places in itertools.combinations_with_replacement(range(len(steps) + 1), 2):
        space: dict = {}
        exec("class Thing: pass\none, other, names, fresh = Thing(), Thing(), {'x': 6}, Thing()\n"
             f"one.x, other.x = 0, 10\n{first}", space)  # fmt: skip
        seen = []
        for done in range(len(steps) + 1):
            for look, place in zip(looks, places, strict=True):
                if place == done:
                    seen.append(eval(look, space))
            if done < len(steps):
                exec(steps[done], space)
        found.add(f"{seen[0]} {seen[1]}\n")
    return found


@pytest.mark.parametrize("first", FIRST)
@pytest.mark.parametrize("move", MOVES)
def test_all_that_can_be_seen_of_an_object_that_moves_is_found_or_not_said_to_be_all(first, move):
    for looks in WAYS:
        steps = ["one.x = 1", *move.split("; "), "one.x = 3"]
        found = outcomes(STEPS.format(first=first, change="; ".join(steps), looks=", ".join(looks)))
        missed = by_hand(first, steps, looks) - set(found.outputs)
        assert not (found.complete and missed), (looks, missed)
