"""What an entry of the log touches, under names that are the same in each run of the program.

Objects are told apart by their labels: the first one that a run touches is 0, and so on. Two
accesses *conflict* if their order can matter: the same key, and modes that are not both looks.
"""

from __future__ import annotations

import decimal
import fractions
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

from threadlab.explorer.engine.endings import Trace
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import FIELDS, Attribute
from threadlab.explorer.engine.marks import Secret, is_program
from threadlab.explorer.engine.modes import (
    ADD,
    ADJUST,
    ADVANCE,
    ITEM_READ,
    ITEM_WRITE,
    NOTHING,
    READ,
    WRITE,
)
from threadlab.explorer.engine.record import Access
from threadlab.explorer.engine.site import READ as READS
from threadlab.explorer.engine.site import Site

ANY = object()  # an item of which nobody can say which it is without a question to the program
_OF_ITEMS = (ITEM_READ, ITEM_WRITE, ADD)
_PLAIN: dict[type, Callable[..., Any]] = {
    str: str.__str__, int: int.__int__, float: float.__float__,
}  # fmt: skip
_ITEM = {READ: ITEM_READ, WRITE: ADD}
# Whatever a class of the program's own says.
_mro: Callable[[type], tuple[type, ...]] = vars(type)["__mro__"].__get__
_names_of: Callable[[ModuleType], dict[str, Any]] = vars(ModuleType)["__dict__"].__get__


class Footprints(Secret):
    """Turns entries of one run's log into accesses; `clear` before each run."""

    def __init__(self, sites: list[Site]):
        self.sites = sites
        self.labels: dict[int, int] = {}
        self._labelled = 0
        self._keep: list[Any] = []
        self._static: dict[int, list[Access]] = {}
        self._names: list[str] = []
        self._named = 0
        # The owner of each `vars(x)` that the program has got hold of.
        self.namespaces: dict[int, tuple[Any, Any]] = {}
        # The program's own modules, by their namespaces, which are kept: nothing in them is asked.
        self.modules: dict[int, tuple[dict[str, Any], str]] = {}
        self._done = 0

    def clear(self) -> None:
        """Forget the labels of the last run."""
        self.labels.clear()
        self._labelled = 0
        self._keep.clear()
        self.namespaces.clear()
        self.modules.clear()
        self._done = 0

    def name(self, log: list[Any], end: int) -> None:
        """Give labels to what `log[:end]` touches: in the order of the log, whoever asks first."""
        for entry in log[self._done : end]:
            if type(entry) is not int and entry[1] is not None:
                self.of(entry)
        self._done = max(self._done, end)

    def count(self, log: list[Any]) -> int:
        """How many objects of `log` have labels, once all of them have."""
        self.name(log, len(log))
        return self._labelled

    def between(self, log: list[Any], start: int, end: int) -> list[Access]:
        """The accesses of `log[start:end]`, while the run goes on."""
        self.name(log, start)
        return [access for entry in log[start:end] for access in self.of(entry)]

    def module_of(self, names: dict[str, Any]) -> str:
        """The module of the program's own whose namespace this is; "" if it is none."""
        found = self.modules.get(id(names))
        return "" if found is None else found[1]

    def label(self, value: Any) -> int:
        """The number of an object in this run, in the order in which objects are first touched."""
        if type(value) is Trace:
            if value.label is None:
                value.label = self._next()
                if value.reference() is not None:
                    self.labels[value.number] = value.label
            return value.label
        number = self.labels.get(id(value))
        if number is None:
            number = self.labels[id(value)] = self._next()
            self._keep.append(value)  # so that no other object gets its id
        return number

    def gone(self, number: int) -> None:
        """Forget an object that has ended, whose id another one may get."""
        self.labels.pop(number, None)

    def _next(self) -> int:
        self._labelled += 1
        return self._labelled - 1

    def join(self, log: list[Any], part: Any, whole: Any) -> None:
        """From here on what is done to `part` is done to `whole`, to which it belongs."""
        self.name(log, len(log))  # names are given in the order of the log
        number = self.label(whole)
        if type(part) is Trace:
            part.label = self.labels[part.number] = number
        else:
            self.labels[id(part)] = number
            self._keep.append(part)

    def of(self, entry: Any) -> list[Access]:
        """The accesses of one entry of the log."""
        if type(entry) is int:
            found = self._static.get(entry)
            if found is None:
                site = self.sites[entry]
                mode = READ if site.operation == READS else WRITE
                found = self._static[entry] = [(("g", site.module, site.key), mode)]
            return found
        if len(entry) == 2:  # an attribute, or a variable that functions share
            number, owner = entry
            site = self.sites[number]
            mode = READ if site.operation == READS else WRITE
            if issubclass(type(owner), ModuleType):
                names = _names_of(owner)
                if module := self.module_of(names):
                    return self._of_globals(names, module, _ITEM[mode], site.key)
            return [((self.label(owner), "a", site.key), mode)]
        _, owner, mode, item = entry
        if mode in (NOTHING, ADVANCE, ADJUST):
            return []
        if type(owner) is str:  # what has no object: "clock", "output", "threads"
            return [(("s", owner), mode)]
        if type(owner) is Fiber:
            return [(("t", owner.path), mode)]
        if self.namespaces and id(owner) in self.namespaces:
            owner = self.namespaces[id(owner)][0]
            item = Attribute(item) if mode in (ITEM_READ, ITEM_WRITE, ADD) else FIELDS
            mode = {ITEM_READ: READ, ITEM_WRITE: WRITE, ADD: WRITE}.get(mode, mode)
        if issubclass(type(owner), ModuleType):
            names = _names_of(owner)
            if module := self.module_of(names):
                if type(item) is Attribute:
                    mode, item = _ITEM[mode], item.name
                return self._of_globals(names, module, mode, item)
        if type(owner) is dict and (module := self.module_of(owner)):  # `globals()` has given it
            return self._of_globals(owner, module, mode, item)
        label = self.label(owner)
        if type(item) is Attribute:
            name = item.name if isinstance(item.name, str) else None
            # Any name may come: those who touch all attributes have to know of it.
            return [((label, "a", name), mode), ((label, "d"), _ITEM[mode])]
        if item is FIELDS:
            return [((label, "a", name), mode) for name in self._attributes()] + [
                ((label, "d"), mode)
            ]
        if mode in _OF_ITEMS:
            key, plain = _item(item), READ if mode == ITEM_READ else WRITE
            if key is not ANY:
                return [((label, "c"), mode), ((label, "i", key), plain)]
            mode = plain  # of the whole, as it may be any item
        return [((label, "c"), mode)]

    def _of_globals(
        self, variables: dict[str, Any], module: str, mode: int, item: Any
    ) -> list[Access]:
        """Accesses to the variables of a module by way of their dictionary, or of the module."""
        label = self.label(variables)
        named = mode in (ITEM_READ, ITEM_WRITE, ADD)
        names = [item] if named else self._variables(module)
        plain = {ITEM_READ: READ, ITEM_WRITE: WRITE, ADD: WRITE}.get(mode, mode)
        return [((label, "c"), mode), *((("g", module, name), plain) for name in names)]

    def _variables(self, module: str) -> list[str]:
        """All names of a module's variables that have points."""
        return sorted(
            {site.key for site in self.sites if site.module == module and site.key == site.name}
        )

    def _attributes(self) -> list[str]:
        """All names of attributes that are written out in the program."""
        if self._named != len(self.sites):
            self._named = len(self.sites)
            self._names = sorted({site.key for site in self.sites if site.key != site.name})
        return self._names


def _item(item: Any) -> Any:
    """An index or key as part of a name: itself if it is plain, one for all others.

    Two that are equal find the same item: what is equal to a plain one gets its name.

    >>> class Word(str): pass
    >>> _item(Word("red")), _item(decimal.Decimal("0.5")), _item(1 + 0j), _item((1, 2))
    ('red', 0.5, 1.0, None)
    """
    cls = item.cls if type(item) is Trace else type(item)
    if cls in (int, str, bool, float):
        return item
    if cls in (complex, decimal.Decimal, fractions.Fraction):
        return _number(item)
    equal = next((names["__eq__"] for base in _mro(cls) if "__eq__" in (names := vars(base))), None)
    for base, plain in _PLAIN.items():
        if issubclass(cls, base):
            return plain(item) if equal is vars(base)["__eq__"] else ANY
    return ANY if type(equal) is FunctionType and is_program(equal.__globals__) else None


def _number(item: Any) -> Any:
    """The plain number that is equal to another one, None if there is none."""
    if type(item) is complex:
        return None if item.imag else item.real
    try:
        above, below = item.as_integer_ratio()
        if below == 1:
            return above
        number = above / below
    except (ValueError, ArithmeticError):
        return ANY
    return number if number.as_integer_ratio() == (above, below) else None
