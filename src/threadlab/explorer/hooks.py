"""The hooks that a rewritten program calls at its scheduling points.

Each one counts an operation, lets another thread go first where that is due, and logs what is
touched. Values that nobody else can change, numbers and strings above all, pass without a point.
"""

from __future__ import annotations

import operator
import sys
import types
from collections.abc import Callable, Collection, Iterator
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer import effects, exact, matching
from threadlab.explorer.effects import CONTAINER, LAZY, NONE
from threadlab.explorer.fiber import NOTHING, READ, SYNC, WRITE
from threadlab.explorer.loops import long_loop, turn
from threadlab.explorer.world import World

_GENERATOR = types.GeneratorType
_FUNCTION, _METHOD, _BUILTIN = types.FunctionType, types.MethodType, types.BuiltinFunctionType
_OPERATORS = {
    name: getattr(operator, name)
    for name in [
        "eq",
        "ne",
        "lt",
        "le",
        "gt",
        "ge",
        "add",
        "sub",
        "mul",
        "mod",
        "or_",
        "and_",
        "xor",
    ]
}
_OPERATORS |= {"exact eq": exact.same, "exact ne": exact.differ}
for _name in ("lt", "le", "gt", "ge"):
    _OPERATORS[f"exact {_name}"] = lambda one, other, _compare=_OPERATORS[_name]: (
        exact.ordered(one, other) and _compare(one, other)
    )


class Scope:
    """Stands for the variables of one call of a function, as the owner of those shared."""

    __slots__ = ("__weakref__",)


def hooks_of(
    world: World, class_level: set[str], modules: Collection[str]
) -> dict[str, Callable[..., Any]]:
    """Return the hooks by name, "@g" and so on, as the program's builtins have them.

    `class_level` are the names of attributes that classes have, and not only their instances,
    `modules` the names of the program's own modules.
    """
    log = world.log
    append = log.append
    kinds = effects._kinds
    kind_of = effects.kind

    def g(site: int) -> None:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append(site)

    def w(site: int, value: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append(site)
        return value

    def c(site: int, token: Any) -> None:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, token))

    def cw(site: int, token: Any, value: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, token))
        return value

    def o(site: int, owner: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        key = world.footprints.sites[site].key if class_level else ""
        append((site, _holder(owner, key) if class_level else owner))
        return owner

    def ow(site: int, owner: Any) -> Any:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        append((site, owner))
        if isinstance(owner, type):
            class_level.add(world.footprints.sites[site].key)
        return owner

    def _holder(owner: Any, name: str) -> Any:
        """The class whose attribute is meant, where the object has none of its own."""
        if name not in class_level:
            return owner
        if not isinstance(owner, type) and name in getattr(owner, "__dict__", ()):
            return owner
        for cls in (owner if isinstance(owner, type) else type(owner)).__mro__:
            if name in vars(cls):
                return cls
        return owner

    def touch(site: int, touched: list[effects.Touch]) -> None:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        first = True
        for owner, mode, item in touched:
            append((site if first else ~site, owner, mode, item))
            first = False

    def gi(site: int, container: Any, index: Any) -> Any:
        if kinds.get(type(container), 9) and kind_of(container):
            world.n += 1
            if world.n >= world.stop:
                world.pause(site)
            append((site, *effects.of_item(container, index, False)))
        return container[index]

    def si(site: int, value: Any, container: Any, index: Any) -> None:
        if kinds.get(type(container), 9) and kind_of(container):
            world.n += 1
            if world.n >= world.stop:
                world.pause(site)
            append((site, *effects.of_item(container, index, True)))
        container[index] = value

    def di(site: int, container: Any, index: Any) -> None:
        if kind_of(container):
            touch(site, [(container, WRITE, None)])
        del container[index]

    def contains(site: int, item: Any, container: Any) -> bool:
        if kind_of(container):
            touch(site, effects.of_membership(item, container))
        return item in container

    def among(site: int, item: Any, container: Any) -> bool:
        if kind_of(container):
            touch(site, [(found, READ, None) for found in effects.containers(container)])
        return exact.among(item, container)

    def rd(site: int, value: Any) -> Any:
        if kinds.get(type(value), 9) and kind_of(value) == CONTAINER:
            touch(site, [(value, READ, None)])
        return value

    def wr(site: int, value: Any) -> None:
        if kind_of(value):
            touch(site, [(value, WRITE, None)])

    def it(site: int, value: Any) -> Any:
        if kind_of(value) == NONE:
            return value
        return _iterate(site, value)

    def _iterate(site: int, value: Any) -> Iterator[Any]:
        mode = WRITE if kind_of(value) == LAZY and not isinstance(value, effects._VIEWS) else READ
        touched = [
            (found, mode if found is value else READ, None) for found in effects.containers(value)
        ]
        if touched and not isinstance(value, list):
            touch(site, touched)  # an iterator over a dictionary notes its size
        iterator = iter(value)
        generator = type(value) is _GENERATOR
        while True:
            if len(touched) == 1:
                world.n += 1
                if world.n >= world.stop:
                    world.pause(site)
                append((site, *touched[0]))
            elif touched:
                touch(site, touched)
            else:
                rounds()
            try:
                item = next(iterator)
            except StopIteration:
                return
            finally:
                if generator:
                    append((~site, value, WRITE, None))
            yield item

    def op(site: int, name: str, left: Any, right: Any) -> Any:
        if kind_of(left) or kind_of(right) or type(left) is tuple or type(right) is tuple:
            found = [*effects.containers(left), *effects.containers(right)]
            if found:
                touch(site, [(value, READ, None) for value in found])
        return _OPERATORS[name](left, right)

    def call(site: int, function: Any, /, *arguments: Any, **named: Any) -> Any:
        cls = type(function)
        if cls is _FUNCTION or cls is _METHOD:
            names = function.__globals__ if cls is _FUNCTION else function.__func__.__globals__
            if "@program" in names or "@modelled" in names:
                return function(*arguments, **named)
            if "@library" in names:
                if not hasattr(function, "visible"):
                    touch(SYNC, [(None, NOTHING, None)])
                return function(*arguments, **named)
            touched = effects.of_foreign(function.__name__, [*arguments, *named.values()])
            owner = getattr(function, "__self__", None)
            if owner is not None and kind_of(owner):
                touched += effects.of_builtin(function, [])
        elif cls is _BUILTIN:
            name = function.__name__
            if name in _ATTRIBUTES and function.__module__ == "builtins":
                _attribute(site, name, arguments)
                return function(*arguments, **named)
            values = [*arguments, *named.values()] if named else arguments
            touched = effects.of_builtin(function, values)
        elif isinstance(function, type):
            values = [*arguments, *named.values()]
            start = function.__init__  # type: ignore[misc]
            if type(start) is not _FUNCTION:
                touched = effects.of_builtin(function, values)
            elif _is_ours(start.__globals__) or function.__module__ in modules:
                return function(*arguments, **named)
            else:
                touched = effects.of_foreign(function.__name__, values)
        elif type(getattr(cls, "__call__", None)) is _FUNCTION:  # noqa: B004
            return function(*arguments, **named)
        else:
            inner = getattr(function, "func", None)  # functools.partial
            values = [*arguments, *named.values()]
            if inner is not None and hasattr(function, "keywords"):
                return call(site, inner, *function.args, *arguments, **function.keywords, **named)
            touched = effects.of_builtin(function, values)
            touched.append((function, WRITE, None))
        if touched:
            touch(site, touched)
            generators = [owner for owner, _, _ in touched if type(owner) is _GENERATOR]
            if generators:  # until the call ends nobody else can use them
                try:
                    return function(*arguments, **named)
                finally:
                    for generator in generators:
                        append((~site, generator, WRITE, None))
        return function(*arguments, **named)

    def _attribute(site: int, name: str, arguments: tuple[Any, ...]) -> None:
        """Log `getattr` and its kin under the same key as an attribute that is written out."""
        if len(arguments) > 1 and isinstance(arguments[1], str):
            owner, key = arguments[:2]
            mode = READ if name in ("getattr", "hasattr") else WRITE
            if mode == WRITE and isinstance(owner, type):
                class_level.add(key)
            touch(
                site, [(_holder(owner, key) if mode == READ else owner, mode, ("attribute", key))]
            )

    def turns() -> None:
        world.turns -= 1
        if world.turns <= 0:
            turn(world)

    def rounds() -> None:
        """A turn of a `for` loop, which has an end as a rule."""
        world.rounds += 1
        if world.rounds & 255 == 0:
            long_loop(world)

    def x() -> None:
        """Let nothing catch what ends a run: called first in handlers that catch everything."""
        if world.aborting or world.unsupported is not None or world.interrupt is not None:
            raise GreenletExit
        error = sys.exc_info()[1]
        if isinstance(error, KeyboardInterrupt):  # the stop button
            world.interrupt = error
            raise GreenletExit

    return {
        "@g": g, "@w": w, "@c": c, "@cw": cw, "@o": o, "@ow": ow, "@gi": gi, "@si": si, "@di": di,
        "@in": contains, "@among": among, "@rd": rd, "@wr": wr, "@it": it, "@op": op,
        "@call": call, "@t": turns, "@f": rounds,
        "@x": x, "@s": Scope, "@slice": slice,
        **matching.hooks(touch, _attribute),
    }  # fmt: skip


def _is_ours(names: dict[str, Any]) -> bool:
    return "@program" in names or "@library" in names or "@modelled" in names


_ATTRIBUTES = ("getattr", "setattr", "hasattr", "delattr")
