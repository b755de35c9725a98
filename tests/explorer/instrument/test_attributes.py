"""Whoever changes an attribute, and however: who looks at it finds it before and after."""

from __future__ import annotations

import contextlib
import io
import itertools
from typing import Any

import pytest

from threadlab import outcomes

# An object of a class below another one; the attribute is its own, or that of a class.
HEAD = """
import threading
class Above:
    {above}
class Thing(Above):
    {within}
    def __init__(self):
        {own}
    def change_private(self):
        self.__x = 1
    def look_private(self):
        return self.__x
def main():
    thing = Thing()
    def change():
        {change}
    def look():
        try:
            return {look}
        except AttributeError:
            return "nothing"
    thread = threading.Thread(target=change)
    thread.start()
    print(look())
    thread.join()
"""
PLACES = {
    "of its own": {"own": "self.x = 0"},
    "of its class": {"within": "x = 0"},
    "of a class above": {"above": "x = 0"},
    "of nobody": {},
    "in a slot": {"above": "__slots__ = ('x',)"},
    "of its own and of a class": {"own": "self.x = 0", "above": "x = 2"},
}
CHANGES = {
    "an assignment": "thing.x = 1",
    "setattr": "setattr(thing, 'x', 1)",
    "a computed name": "setattr(thing, 'yx'[1:], 1)",
    "__setattr__": "object.__setattr__(thing, 'x', 1)",
    "vars": "vars(thing)['x'] = 1",
    "another namespace": "thing.__dict__ = {'x': 1}",
    "a deletion": "del thing.x",
    "its class": "Thing.x = 1",
    "its class, by setattr": "setattr(Thing, 'x', 1)",
    "its class, by type": "type.__setattr__(Thing, 'x', 1)",
    "a class above": "Above.x = 1",
    "a class above, by setattr": "setattr(type(thing).__mro__[1], 'x', 1)",
}
LOOKS = {
    "a read": "thing.x",
    "getattr": "getattr(thing, 'x', 'nothing')",
    "hasattr": "hasattr(thing, 'x')",
    "vars": "vars(thing).get('x', 'nothing')",
    "all of vars": "dict(vars(thing))",
    "its class": "Thing.x",
}


def program(place: dict[str, str], change: str, look: str) -> str:
    parts = {"above": "pass", "within": "pass", "own": "pass", **place}
    return HEAD.format(change=change, look=look, **parts)


def one_after_the_other(source: str) -> set[str]:
    """What Python prints where the thread is over before the look, or begins after it."""
    found = set()
    lines = source.splitlines()
    start = lines.index("    thread.start()")
    for place in (start, start + 1):
        order = lines[:start] + lines[start + 1 : -1]
        order[place:place] = ["    try: change()", "    except AttributeError: pass"]
        names: dict[str, Any] = {"__name__": "program"}
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec("\n".join(order), names)
            names["main"]()
        found.add(printed.getvalue())
    return found


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("look", LOOKS)
def test_who_looks_at_an_attribute_finds_it_before_and_after(place, look):
    for change in CHANGES.values():
        source = program(PLACES[place], change, LOOKS[look])
        found = outcomes(source)
        assert found.complete
        assert set(found.outputs) == one_after_the_other(source), change


@pytest.mark.parametrize(
    ("change", "look"),
    list(
        itertools.product(
            ["thing.change_private()", "thing._Thing__x = 1", "vars(thing)['_Thing__x'] = 1"],
            ["thing.look_private()", "thing._Thing__x", "getattr(thing, '_Thing__x')"],
        )
    ),
)
def test_a_private_name_is_the_same_wherever_it_is_spelled(change, look):
    for place in ({"own": "self.__x = 0"}, {"within": "__x = 0"}):
        assert outcomes(program(place, change, look)).outputs == ["0\n", "1\n"]


@pytest.mark.parametrize("key", ["()", "('attribute', 'x')", "('fields',)", "(None,)"])
def test_a_key_is_a_key_whatever_a_program_has_chosen(key):
    source = f"""
        import threading
        rows = {{}}
        def main():
            t = threading.Thread(target=rows.__setitem__, args=({key}, 1))
            t.start()
            print({key} in rows)
            print(rows.get({key}) in (None, 1))
            t.join()
    """
    assert outcomes(source).outputs == ["False\nTrue\n", "True\nTrue\n"]
