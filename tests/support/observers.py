"""The observer oracle: what one thread sees of something while another one changes it.

For each way to look at a subject (subjects.py) and each change there is a small program of two
threads. Whatever can be seen in a run that may switch right before the look, whether the explorer
has a scheduling point there or not, has to be among the outcomes that its search finds.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any

from support.subjects import Subject
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import NOTHING
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.world import World
from threadlab.explorer.search.dpor import Reduction
from threadlab.explorer.search.runs import reduced
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage
from threadlab.explorer.telling.ending import kind_of

# These make objects and classes, or say what every object is.
_LIFE = frozenset((
    "__new__", "__init__", "__init_subclass__", "__subclasshook__", "__class_getitem__", "__del__",
    "__class__", "__doc__", "__module__", "__weakref__", "__slots__", "__annotations__",
    "__setattr__", "__delattr__", "__getattribute__", "__getattr__", "__reduce__", "__reduce_ex__",
    "__getstate__", "__sizeof__", "__dir__", "__dict__", "__static_attributes__",
    "__firstlineno__", "__match_args__",
))  # fmt: skip
_ARGUMENTS = {
    "__format__": '""', "__exit__": "None, None, None", "acquire": "False",
}  # fmt: skip
_ADDRESS = re.compile(r"\bat 0x[0-9a-f]+")
_START = """
import threading, time, queue, sys
{pools}
def anything(*_):
    return 1
def waiting(condition):
    with condition:
        condition.wait()
made = {make}
{before}
seen = []
def change():
    between()
    {change}
    between()
"""
_LOOK = """
def main_{number}():
    helper = threading.Thread(target=change)
    helper.start()
    between()
    try:
        seen.append({look})
    except Exception as error:
        seen.append(type(error).__name__)
    helper.join()
"""


def looks(subject: Subject) -> list[str]:
    """Every way to look at a subject: what dir() shows of the real one, called if it can be."""
    real = real_one(subject)
    found = ["repr(made)", "bool(made)", "made == made"]
    for name in dir(real):
        if name in _LIFE:
            continue
        value = getattr(real, name)
        if callable(value) and not isinstance(value, type):
            given = subject.arguments.get(name, _ARGUMENTS.get(name))
            found.append(f"made.{name}({_required(value) if given is None else given})")
        else:
            found.append(f"made.{name}")
            if hasattr(type(value), "__len__") and not isinstance(value, str):
                found.append(f"len(made.{name})")
    return found + list(subject.more)


def real_one(subject: Subject) -> Any:
    """The subject in this Python, not simulated."""
    names: dict[str, Any] = {"anything": len}
    text = f"import threading, queue\nfrom concurrent import futures\nmade = {subject.make}"
    exec(text, names)
    return names["made"]


def _required(function: Callable[..., Any]) -> str:
    """As many arguments as `function` can't do without."""
    try:
        parameters = inspect.signature(function).parameters.values()
    except ValueError:
        return ""
    needed = [
        p for p in parameters
        if p.default is p.empty and p.kind in (p.POSITIONAL_ONLY, p.POSITIONAL_OR_KEYWORD)
    ]  # fmt: skip
    return ", ".join(["anything"] * len(needed))


class Observed:
    """The program of one subject and one change, with an entry for each look."""

    def __init__(self, subject: Subject, change: str):
        self.looks = looks(subject)
        pools = "from concurrent import futures" if "futures" in subject.make else ""
        source = _START.format(make=subject.make, before=subject.before, change=change, pools=pools)
        source += "".join(
            _LOOK.format(number=number, look=look) for number, look in enumerate(self.looks)
        )
        self.ready = stage(text_of(source, "main_0"), steps=2000)
        self.text = self.ready.text

    def choose(self, number: int) -> None:
        self.ready.text = replace(self.text, entry=f"main_{number}")

    def found(self, number: int) -> set[object]:
        """What the search finds."""
        self.choose(number)
        self.ready.library.builtins["between"] = _nothing
        ready = self.ready
        found = set()
        for _ in reduced(ready, Reduction(len(ready.sites))):
            if ready.world.ending == "diverged":
                continue
            if ready.world.ending != "redundant" or kind_of(ready) is not None:
                found.add(self.outcome())
        return found

    def tried(self, number: int, most: int = 200) -> Iterator[object]:
        """What all orders bring, up to so many, with a switch before the look and without."""
        self.choose(number)
        world = self.ready.world

        def between() -> None:
            world.tick(SYNC)
            world.log.append((SYNC, None, NOTHING, None))

        self.ready.library.builtins["between"] = between
        prefix: list[int] = []
        for _ in range(most):
            policy = Order(prefix)
            self.ready.run((), policy)
            yield self.outcome()
            following = policy.following()
            if following is None:
                return
            prefix = following

    def outcome(self) -> object:
        """How the run has ended, and what was seen."""
        ready = self.ready
        kind = kind_of(ready)
        if kind == "unsupported":
            return kind
        return kind, tuple(map(described, ready.names.get("seen", ())))


def _nothing() -> None:
    pass


def described(value: object, depth: int = 2) -> object:
    """A value in plain terms, the same in each run."""
    if type(value) is str:
        return _ADDRESS.sub("at …", value)
    if value is None or type(value) in (int, float, bool):
        return value
    if depth and type(value) in (list, tuple):
        return type(value).__name__, tuple(described(item, depth - 1) for item in value)
    return type(value).__name__


class Order(Policy):
    """Follows one list of choices, and then takes the first one each time; notes what there was."""

    careful = True

    def __init__(self, prefix: list[int]):
        self.prefix = prefix
        self.taken: list[tuple[int, int]] = []

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        if site > 1:
            return me
        return self._choose(world, [me, *(f for f in self._able(world) if f is not me)])

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        return self._choose(world, self._able(world))

    def _able(self, world: World) -> list[Fiber]:
        return world.ready() + world.sleepers()

    def _choose(self, world: World, able: list[Fiber]) -> Fiber | None:
        if not able:
            return None
        place = len(self.taken)
        number = self.prefix[place] if place < len(self.prefix) else 0
        self.taken.append((number, len(able)))
        return able[number]

    def following(self) -> list[int] | None:
        """The next list of choices, None after the last one."""
        taken = list(self.taken)
        while taken and taken[-1][0] + 1 >= taken[-1][1]:
            taken.pop()
        if not taken:
            return None
        number, _ = taken.pop()
        return [number for number, _ in taken] + [number + 1]


globals()["@modelled"] = MODELLED  # so that `between` is no call of code that nobody knows
