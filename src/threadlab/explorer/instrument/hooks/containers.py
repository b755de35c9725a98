"""The hooks of containers as a whole: looked at, compared, searched, changed in place."""

from __future__ import annotations

import collections
import operator
from collections.abc import Callable, Iterator
from types import GeneratorType
from typing import Any

from threadlab.explorer.engine.modes import ADJUST, WRITE
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.shared import Shared, method_in_python
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.instrument.points.base import IN_PLACE
from threadlab.explorer.objects import effects, exact, kinds
from threadlab.explorer.objects.kinds import CONTAINER, FOREIGN, LAZY, OPAQUE, RECORD, is_a

_ORDER = ("lt", "le", "gt", "ge")
_SHALLOW = ("add", "mul", "or_", "and_", "sub", "xor")  # these don't look at the items
_OPERATORS = {name: getattr(operator, name) for name in (*_ORDER, "eq", "ne", "mod", *_SHALLOW)}
_OPERATORS |= {"exact eq": exact.same, "exact ne": exact.differ}
for _name in _ORDER:
    _OPERATORS[f"exact {_name}"] = lambda one, other, _compare=_OPERATORS[_name]: (
        exact.ordered(one, other) and _compare(one, other)
    )
_METHODS = {name: f"__{name.strip('_')}__" for name in _OPERATORS}
_IN_PLACE = {name: getattr(operator, name) for name in IN_PLACE.values()}
# These hold any item just as it is given; None stands for what is no item.
_AS_GIVEN = (type(None), list, dict, collections.defaultdict, collections.Counter,
             collections.OrderedDict, collections.deque)  # fmt: skip


def hooks(
    shared: Shared, deep: Callable[[int, Any], Any], call: Callable[..., Any]
) -> dict[Hook, Callable[..., Any]]:
    """The hooks of whole containers, with what `deep_look_of` has made.

    `call` calls a method that is not the program's own.
    """
    touch, parts = shared.touch, shared.parts
    append = shared.world.log.append
    kind_by_class, kind_of = kinds.by_class, kinds.kind
    stepwise = stepwise_of(shared)

    def contains(site: int, item: Any, container: Any) -> bool:
        if kind_of(container) == FOREIGN and (
            method := method_in_python(container, "__contains__")
        ):
            return bool(call(site, method, container, item))
        if kind_of(container):
            touch(site, effects.of_membership(item, container))
        elif type(container) is tuple and (found := effects.of_membership(item, container)):
            touch(site, found)
        return item in container

    def contains_exactly(site: int, item: Any, container: Any) -> bool:
        if found := [*effects.deep(container), *effects.deep(item)]:
            touch(site, found)
        return exact.among(item, container)

    def look(site: int, value: Any) -> Any:
        if kind_by_class.get(type(value), 9) and (kind := kind_of(value)):
            if kind in (CONTAINER, FOREIGN, RECORD, OPAQUE):
                touch(site, effects.looks(value))
            elif kind == LAZY and type(value) is not GeneratorType:
                touch(site, effects.uses(value) or [(value, WRITE, None)])
        return value

    def unpacked(site: int, value: Any) -> Any:
        if type(value) is GeneratorType:
            touch(site, [(value, WRITE, None)])
            return value
        return look(site, value)

    def change(site: int, name: str, value: Any, more: Any) -> Any:
        """`value += more`, in place if `value` is a container."""
        if kind_of(value) and kind_of(value) != RECORD:
            if method := method_in_python(value, f"__{name}__"):
                result = call(site, method, value, more)
                if result is not NotImplemented:
                    return result
            touch(site, [(value, WRITE, None)])
            parts(site, value, WRITE)
            more = stepwise(site, more, value)
        return _IN_PLACE[name](value, more)

    def add(read: int, written: int, owner: Any, value: Any, more: Any) -> None:
        """Note a sum of whole numbers: whose order does not matter, if nothing else comes in.

        Something may where `owner`, whose item it is, is of a class that makes something of it.
        """
        if type(value) is int and type(more) is int and type(owner) in _AS_GIVEN:
            append((~written, None, ADJUST, read))

    def operate(site: int, name: str, left: Any, right: Any) -> Any:
        if kind_of(left) or kind_of(right) or type(left) is tuple or type(right) is tuple:
            looks = effects.looks if name in _SHALLOW else effects.deep
            found = [*looks(left), *looks(right)]
            if kind_of(left) and (method := method_in_python(left, _METHODS[name])):
                result = call(site, method, left, right)
                if result is not NotImplemented:
                    return result
            if found:
                touch(site, found)
        return _OPERATORS[name](left, right)

    return {
        names.MEMBERSHIP: contains, names.EXACT_MEMBERSHIP: contains_exactly, names.LOOK: look,
        names.UNPACKED: unpacked,
        names.DEEP_LOOK: deep, names.FORMAT: _formatted, names.CHANGE_IN_PLACE: change,
        names.SUM: add, names.OPERATOR: operate,
    }  # fmt: skip


def _formatted(value: Any, form: str) -> str:
    return format(value, form)


def deep_look_of(shared: Shared) -> Callable[[int, Any], Any]:
    """Return what looks at a container and at its items, and gives it back."""
    touch = shared.touch
    kind_of = kinds.kind
    is_deep: dict[type, bool] = {}  # whether there can be something within objects of a class

    def deep(site: int, value: Any) -> Any:
        cls = type(value)
        inner = is_deep.get(cls)
        if inner is None:
            if len(is_deep) > 1000:  # classes of earlier runs
                is_deep.clear()
            what = kind_of(value)
            inner = is_deep[cls] = bool(what) or effects.is_deep(cls, what)
        if inner:
            touched = effects.deep(value)
            if touched:
                touch(site, touched)
        return value

    return deep


def stepwise_of(shared: Shared) -> Callable[[int, Any, Any], Any]:
    """Return what lets others go first before each item that an iterator gives to a container."""
    touch = shared.touch
    kind_of = kinds.kind

    def stepwise(site: int, value: Any, owner: Any) -> Any:
        if kind_of(value) != LAZY or kind_of(owner) != CONTAINER or is_a(value, kinds.VIEWS):
            return value

        def items() -> Iterator[Any]:
            touch(site, effects.uses(value))
            for item in value:
                touch(site, [(owner, WRITE, None)])
                yield item

        return items()

    return stepwise
