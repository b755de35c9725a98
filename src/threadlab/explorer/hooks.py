"""The hooks that a rewritten program calls at its scheduling points.

Each one counts an operation, lets another thread go first where that is due, and logs what is
touched. Values that nobody else can change, numbers and strings above all, pass without a point.
"""

from __future__ import annotations

import functools
import gc
import operator
import sys
import types
from collections.abc import Callable, Collection, Iterator
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer import effects, exact, kinds, matching
from threadlab.explorer.fiber import FIELDS, NOTHING, READ, SYNC, WRITE
from threadlab.explorer.kinds import CONTAINER, FOREIGN, LAZY, NONE, RECORD, is_a, is_ours
from threadlab.explorer.loops import long_loop, turn
from threadlab.explorer.world import World

_GENERATOR = types.GeneratorType
_FUNCTION, _METHOD, _BUILTIN = types.FunctionType, types.MethodType, types.BuiltinFunctionType
_OPERATORS = {
    name: getattr(operator, name)
    for name in (
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
    )
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
    known = kinds._kinds
    kind_of = kinds.kind
    namespaces = world.footprints.namespaces

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
        if is_a(owner, type):
            class_level.add(world.footprints.sites[site].key)
        return owner

    def _holder(owner: Any, name: str) -> Any:
        """The class whose attribute is meant, where the object has none of its own."""
        if name not in class_level:
            return owner
        if not is_a(owner, type) and name in (kinds.own(owner) or ()):
            return owner
        for cls in (owner if is_a(owner, type) else type(owner)).__mro__:
            if name in vars(cls):
                return owner if type(vars(cls)[name]) is _SLOT else cls
        return owner

    def touch(site: int, touched: list[effects.Touch]) -> None:
        world.n += 1
        if world.n >= world.stop:
            world.pause(site)
        first = True
        for owner, mode, item in touched:
            append((site if first else ~site, owner, mode, item))
            first = False
            if item is FIELDS and class_level:
                for cls in type(owner).__mro__[:-1]:
                    append((~site, cls, READ, FIELDS))

    def parts(site: int, value: Any, mode: int) -> None:
        """Log what is touched within a container of the library's that is written in Python."""
        if known[type(value)] == FOREIGN:
            for found in effects.containers(value):
                append((~site, found, mode, None))

    def gi(site: int, container: Any, index: Any) -> Any:
        if known.get(type(container), 9) and kind_of(container):
            world.n += 1
            if world.n >= world.stop:
                world.pause(site)
            append((site, *effects.of_item(container, index, False)))
            parts(site, container, READ)
        return container[index]

    def si(site: int, value: Any, container: Any, index: Any) -> None:
        if known.get(type(container), 9) and kind_of(container):
            world.n += 1
            if world.n >= world.stop:
                world.pause(site)
            append((site, *effects.of_item(container, index, True)))
            parts(site, container, WRITE)
        container[index] = value

    def di(site: int, container: Any, index: Any) -> None:
        if kind_of(container):
            touch(site, [(container, WRITE, None)])
            parts(site, container, WRITE)
        del container[index]

    def contains(site: int, item: Any, container: Any) -> bool:
        if kind_of(container):
            touch(site, effects.of_membership(item, container))
        return item in container

    def among(site: int, item: Any, container: Any) -> bool:
        if kind_of(container):
            touch(site, effects.looks(container))
        return exact.among(item, container)

    def rd(site: int, value: Any) -> Any:
        if known.get(type(value), 9) and kind_of(value) in (CONTAINER, FOREIGN, RECORD):
            touch(site, effects.looks(value))
        return value

    def wr(site: int, value: Any, more: Any) -> Any:
        """`value += more`, in place if `value` is a container; return what to add."""
        if not kind_of(value) or kind_of(value) == RECORD:
            return more
        touch(site, [(value, WRITE, None)])
        parts(site, value, WRITE)
        return stepwise(site, more, value)

    def it(site: int, value: Any) -> Any:
        if kind_of(value) in (NONE, RECORD):
            return value
        return _iterate(site, value)

    def _iterate(site: int, value: Any) -> Iterator[Any]:
        mode = WRITE if kind_of(value) == LAZY and not is_a(value, kinds.VIEWS) else READ
        touched = [
            (found, mode if found is value else READ, None) for found in effects.containers(value)
        ]
        if touched and not is_a(value, list):
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
            found = [*effects.looks(left), *effects.looks(right)]
            if found:
                touch(site, found)
        return _OPERATORS[name](left, right)

    def call(site: int, function: Any, /, *arguments: Any, **named: Any) -> Any:
        cls = type(function)
        if cls is _FUNCTION or cls is _METHOD:
            plain = function if cls is _FUNCTION else function.__func__
            if type(plain) is not _FUNCTION:
                return call(site, plain, function.__self__, *arguments, **named)
            names = plain.__globals__
            if "@program" in names or "@modelled" in names:
                return function(*arguments, **named)
            if "@library" in names:
                if not hasattr(function, "visible"):
                    touch(SYNC, [(None, NOTHING, None)])
                return function(*arguments, **named)
            bound = (function.__self__,) if cls is _METHOD else ()
            touched = effects.of_foreign(function, [*bound, *arguments, *named.values()])
        elif cls is _BUILTIN:
            name = function.__name__
            if name in _ATTRIBUTES and function.__module__ == "builtins":
                _attribute(site, name, arguments)
                return function(*arguments, **named)
            if name == "vars" and len(arguments) == 1:
                return namespace(site, arguments[0])
            values = [*arguments, *named.values()] if named else arguments
            touched = effects.of_builtin(function, values)
        elif is_a(function, type):
            values = [*arguments, *named.values()]
            start = function.__init__
            if type(start) is not _FUNCTION:
                touched = effects.of_builtin(function, values)
            elif is_ours(start) or function.__module__ in modules:
                return function(*arguments, **named)
            else:
                touched = effects.of_foreign(function, values)
        elif type(getattr(cls, "__call__", None)) is _FUNCTION:  # noqa: B004
            return function(*arguments, **named)
        elif cls is _PARTIAL:
            return call(site, function.func, *function.args, *arguments,
                        **{**function.keywords, **named})  # fmt: skip
        else:
            values = [*arguments, *named.values()]
            access = _DUNDERS.get(function.__name__) if cls in _SLOTS else None
            if access is not None:
                bound = (function.__self__,) if cls is _BOUND_SLOT else ()
                _attribute(site, access, (*bound, *arguments))
                return function(*arguments, **named)
            touched = effects.of_builtin(function, values)
            touched.append((function, WRITE, None))
        if not touched:
            return function(*arguments, **named)
        touch(site, touched)
        before = len(log)
        if cls is _BUILTIN and touched[0][1] == WRITE and touched[0][0] is function.__self__:
            arguments = tuple(stepwise(site, value, function.__self__) for value in arguments)
        try:
            return function(*arguments, **named)
        finally:
            # Where it has called the program's own code, others may have come in between.
            if len(log) != before or any(type(owner) is _GENERATOR for owner, _, _ in touched):
                for owner, mode, item in touched:
                    append((~site, owner, mode, item))

    def stepwise(site: int, value: Any, owner: Any) -> Any:
        """`value`; if it is an iterator, with a point before each item goes into `owner`."""
        if kind_of(value) != LAZY or kind_of(owner) != CONTAINER or is_a(value, kinds.VIEWS):
            return value

        def items() -> Iterator[Any]:
            for item in value:
                touch(site, [(owner, WRITE, None)])
                yield item

        return items()

    def namespace(site: int, owner: Any) -> Any:
        """`vars(owner)`: what is done to it is done to the attributes of `owner`."""
        found = vars(owner)
        inner = gc.get_referents(found)[0] if is_a(found, types.MappingProxyType) else found
        if not is_a(owner, types.ModuleType):
            namespaces[id(inner)] = (owner, inner)
        return found

    def fields(site: int, owner: Any) -> Any:
        touch(site, [(owner, WRITE, FIELDS)])
        return owner

    def _attribute(site: int, name: str, arguments: tuple[Any, ...]) -> None:
        """Log `getattr` and its kin under the same key as an attribute that is written out."""
        if len(arguments) > 1 and isinstance(arguments[1], str):
            owner, key = arguments[:2]
            mode = READ if name in ("getattr", "hasattr") else WRITE
            if mode == WRITE and is_a(owner, type):
                class_level.add(key)
            if key == "__dict__" and mode == READ:
                namespace(site, owner)
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
        "@x": x, "@s": Scope, "@slice": slice, "@vars": namespace, "@fields": fields,
        **matching.hooks(touch, _attribute),
    }  # fmt: skip


_ATTRIBUTES = ("getattr", "setattr", "hasattr", "delattr")
_DUNDERS = {"__getattribute__": "getattr", "__setattr__": "setattr", "__delattr__": "delattr"}
_SLOT = types.MemberDescriptorType
_PARTIAL = functools.partial
_BOUND_SLOT = types.MethodWrapperType
_SLOTS = (types.WrapperDescriptorType, types.MethodWrapperType)
