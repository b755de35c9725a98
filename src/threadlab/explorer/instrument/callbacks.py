"""Functions that C code calls while it goes through a container.

    scores.sort(key=own)        max(stock, key=stock.get)       list(map(own, scores))

While Python code runs in between, others may go on: they find the list that is being sorted empty,
or add to the dictionary whose largest key is looked for. So what C code holds is touched again each
time that it calls a function of the program. Where it calls C code, all of it is one step.
"""

from __future__ import annotations

import operator
import types
from collections import deque
from collections.abc import Callable
from typing import Any

from threadlab.explorer.objects import effects, refused
from threadlab.explorer.objects.foreign import TAKEN, Taker
from threadlab.explorer.objects.kinds import is_a, is_c_class
from threadlab.explorer.objects.table import BOUND, UNBOUND, effect_of

_IN_C = frozenset((*BOUND, *UNBOUND, operator.itemgetter, operator.attrgetter))
_BY_NAME = (getattr, hasattr, setattr, delattr)  # the hooks see to these
_SLOTS = (types.MethodWrapperType, types.WrapperDescriptorType)
_BY_NAME_TOO = (
    "__getattribute__",
    "__setattr__",
    "__delattr__",
    "__get__",
    "__set__",
    "__delete__",
)
_CONTAINERS = (list, tuple, set, frozenset, deque, dict)

Call = tuple[tuple[Any, ...], dict[str, Any]]


def with_callbacks_of(
    touch: Callable[[int, list[effects.Touch]], None],
    append: Callable[[Any], None],
    taker: Taker,
) -> Callable[..., Call]:
    """Return what makes of the arguments of a call those with which it is made."""

    def within(site: int, function: Any, taken: Any) -> Callable[..., Any]:
        """`function`, written in C, as a part of the step that has begun."""

        def call(*arguments: Any) -> Any:
            if refused.refused(function, arguments):
                return taken(*arguments)
            for found in effects.of_builtin(function, arguments):
                append((~site, *found))
            value = function(*arguments)
            for found in effects.deep(value):  # it is compared
                append((~site, *found))
            act = taker.results.get(type(value))
            return value if act is None else act(site, value)

        return call

    def between(site: int, function: Any, touched: list[effects.Touch]) -> Callable[..., Any]:
        """`function`, in whose course others can go on."""

        def call(*arguments: Any) -> Any:
            touch(site, touched)
            return function(*arguments)

        return call

    def with_callbacks(
        site: int,
        function: Any,
        touched: list[effects.Touch],
        arguments: tuple[Any, ...],
        named: dict[str, Any],
    ) -> Call:
        effect = effect_of(function)

        def callback(value: Any) -> Any:
            if not callable(value):
                return value  # as filter(None, items)
            if type(value) in TAKEN:
                if effect.at_once and _is_c(value._function):
                    return within(site, value._function, value)
                if not effect.at_once:
                    return value  # it has points of its own
            # What is sorted is a list of its own, made in one step.
            return value if function is sorted else between(site, value, touched)

        place = effect.calls
        if place >= 0 and len(arguments) > 1:  # iter(items) calls nothing
            arguments = tuple(
                callback(value) if number == place else value
                for number, value in enumerate(arguments)
            )
        elif named.get("key") is not None:
            named["key"] = callback(named["key"])
        elif effect.at_once and function is not sorted and _ask_python(touched):
            named["key"] = between(site, _itself, touched)
        return arguments, named

    return with_callbacks


def _is_c(function: Any) -> bool:
    if any(function is other for other in _BY_NAME):
        return False
    if type(function) in _SLOTS and function.__name__ in _BY_NAME_TOO:
        return False
    return type(function) in _IN_C or (is_a(function, type) and is_c_class(function))


def _ask_python(touched: list[effects.Touch]) -> bool:
    """Whether a comparison of items of what is touched runs Python code."""
    return any(
        type(getattr(type(item), name, None)) is types.FunctionType
        for container, _, _ in touched
        if is_a(container, _CONTAINERS)
        for item in list(container)
        for name in ("__lt__", "__gt__")
    )


def _itself(value: Any) -> Any:
    return value
