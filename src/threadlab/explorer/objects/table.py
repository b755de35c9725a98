"""The effects of effects.toml, found by what a function is and not by what it is called.

A program chooses the names of its classes and functions, so names decide nothing: those of the
table are resolved to the real functions, classes and methods, and a lookup compares identities.
"""

from __future__ import annotations

import importlib
import re
import sys
import tomllib
import types
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from pathlib import Path
from typing import Any
from weakref import WeakKeyDictionary

from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.objects.kinds import BUILTIN, is_a

NOTHING, KEY, ATTRIBUTES, EVERYTHING = range(4)  # how far a function looks into what it gets
READS_ITEM, GETS_ITEM, ADDS_ITEM, ADDS_DEFAULT = range(-4, 0)  # of objects, besides READ and WRITE

_MODES = {
    "reads": READ,
    "writes": WRITE,
    "reads item": READS_ITEM,
    "gets item": GETS_ITEM,
    "adds item": ADDS_ITEM,
    "adds default": ADDS_DEFAULT,
}
_INSIDE = {"nothing": NOTHING, "key": KEY, "attributes": ATTRIBUTES, "everything": EVERYTHING}


@dataclass(frozen=True, slots=True)
class Effect:
    """What a function does to what it gets; effects.toml explains the words.

    The one without arguments is the worst there is, and so that of all unknown functions.
    """

    object: int = WRITE
    arguments: int = WRITE
    inside: int = EVERYTHING
    keeps: bool = False  # iterators among the arguments are asked later
    calls: int = -1
    writes: int = -1
    at_once: bool = False
    steps_if: frozenset[str] = frozenset()
    is_method: bool = False

    @property
    def iterates(self) -> bool:
        """Whether it goes through what it gets and calls a function for each item."""
        return self.at_once or (self.calls >= 0 and self.arguments == READ)


WORST = Effect()


@dataclass(frozen=True)
class Entry:
    """A name of the table, its effect and where to find it."""

    name: str
    effect: Effect
    in_python: bool
    since: tuple[int, ...]

    @property
    def is_here(self) -> bool:
        """Whether the running Python should have it."""
        return sys.version_info[:2] >= self.since

    def resolve(self) -> Any:
        """What stands under the name: a function, a class, or a descriptor in a class."""
        module, parts = _split(self.name)
        owner = reduce(getattr, parts[:-1], importlib.import_module(module))
        if isinstance(owner, type):
            return vars(owner)[parts[-1]]
        return getattr(owner, parts[-1])


def _split(name: str) -> tuple[str, list[str]]:
    """The module of a qualified name, which has no dots of its own here, and the rest."""
    module, *parts = name.split(".")
    return module, parts


# What each key of a group may say; its names and why are any text.
_KEYS: dict[str, Callable[[Any], bool]] = {
    "why": lambda said: isinstance(said, str),
    "names": lambda said: isinstance(said, str),
    "object": _MODES.__contains__,
    "arguments": ("reads", "writes").__contains__,
    "iterators": ("kept",).__contains__,
    "inside": _INSIDE.__contains__,
    "calls": lambda said: type(said) is int,
    "writes": lambda said: type(said) is int,
    "at_once": (True, False).__contains__,
    "steps_if": lambda said: isinstance(said, str),
    "since": re.compile(r"3\.\d+").fullmatch,  # type: ignore[dict-item]
}


def _look_at(group: dict[str, Any]) -> None:
    """Say which group is wrong, and where: everything stands on this table."""
    for key in ("why", "names", "arguments"):
        if key not in group:
            start = group.get("why") or group.get("names", "").split()[:1]
            raise ValueError(f"effects.toml: the group {start!r} says nothing of '{key}'.")
    for key, said in group.items():
        if key not in _KEYS or not _KEYS[key](said):
            raise ValueError(
                f"effects.toml: in the group {group['why']!r}, {key} = {said!r} says nothing; the "
                "top of the file has the words that it may have."
            )


def read_table(text: str = "") -> list[Entry]:
    """All entries of effects.toml, or of a `text` like it."""
    text = text or Path(__file__).with_name("effects.toml").read_text(encoding="utf-8")
    entries = []
    for language, groups in tomllib.loads(text).items():
        if language not in ("c", "python"):
            raise ValueError(f"effects.toml: a group is [[c]] or [[python]], not [[{language}]].")
        for group in groups:
            _look_at(group)
            effect = Effect(
                _MODES[group.get("object", "writes")],
                _MODES[group["arguments"]],
                _INSIDE[group.get("inside", "everything")],
                group.get("iterators") == "kept",
                group.get("calls", -1),
                group.get("writes", -1),
                group.get("at_once", False),
                frozenset(group.get("steps_if", "").split()),
                "object" in group,
            )
            since = tuple(map(int, group.get("since", "3.0").split(".")))
            entries += [
                Entry(name, effect, language == "python", since) for name in group["names"].split()
            ]
    return entries


_known: dict[int, Effect] = {}  # by the id of what has been resolved, all of which stays in _kept
_kept: list[Any] = []
_later: dict[str, list[Entry]] = {}  # written in Python, by module: not imported before it is used
_methods: dict[type, dict[str, Effect]] = {}
_stand_ins: WeakKeyDictionary[Callable[..., Any], Effect] = WeakKeyDictionary()

BOUND = frozenset((*BUILTIN, types.MethodWrapperType))
UNBOUND = frozenset((types.MethodDescriptorType, types.WrapperDescriptorType))
_mro = type.__dict__["__mro__"].__get__
_namespace = type.__dict__["__dict__"].__get__


def _add(entry: Entry) -> None:
    if entry.is_here:
        try:
            found = entry.resolve()
        except (AttributeError, KeyError):  # a later Python has dropped it: nobody can call it
            return
        _kept.append(found)
        _known[id(found)] = entry.effect


for _entry in read_table():
    _module, _ = _split(_entry.name)
    if _entry.in_python and _module not in sys.modules:
        _later.setdefault(_module, []).append(_entry)
    else:
        _add(_entry)


def effect_of(function: Any) -> Effect:
    """The effect of a function, method or class that is not the program's own."""
    effect = _known.get(id(function))
    if effect is not None:
        return effect
    cls = type(function)
    if cls in BOUND:
        owner = function.__self__
        if is_a(owner, types.ModuleType):
            return WORST
        if is_a(owner, type):
            return _in_classes(owner, function.__name__, types.ClassMethodDescriptorType)
        owner_class = type(owner)
        methods = _methods.get(owner_class)
        if methods is None:
            if len(_methods) > 1000:  # classes of earlier runs
                _methods.clear()
            methods = _methods[owner_class] = {}
        name = function.__name__  # its own in C, whatever the program calls it
        effect = methods.get(name)
        if effect is None:
            effect = methods[name] = _in_classes(owner_class, name, *UNBOUND)
        return effect
    if cls is types.FunctionType:
        if _later and (entries := _later.pop(function.__globals__.get("__name__", ""), None)):
            for entry in entries:
                _add(entry)
            return _known.get(id(function), WORST)
        return _stand_ins.get(function, WORST)
    return WORST


def _in_classes(cls: type, name: str, *kinds: type) -> Effect:
    """The effect of the method in C that objects of `cls` have, or have under another name."""
    for base in _mro(cls):
        found = _namespace(base).get(name)
        # What stands there may be the program's, or a method that has another name in its class.
        if type(found) in kinds and found.__objclass__ is base and found.__name__ == name:
            return _known.get(id(found), WORST)
    return WORST


def stands_for(function: Callable[..., Any], real: Any) -> Callable[..., Any]:
    """`function`, which has the effect of the `real` one from now on."""
    if isinstance(function, type):
        _kept.append(function)
        _known[id(function)] = effect_of(real)
    else:
        _stand_ins[function] = effect_of(real)
    return function
