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
from collections.abc import Callable, Iterator
from typing import Any

from greenlet import GreenletExit, greenlet

from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.footprints import Footprints
from threadlab.explorer.engine.log import ADJUSTED, FIELDS, SYNC
from threadlab.explorer.engine.loops import long_loop, turn
from threadlab.explorer.engine.marks import LIBRARY, MODELLED, Mark, is_program
from threadlab.explorer.engine.modes import ADD, NOTHING, READ, WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument import patterns
from threadlab.explorer.model.library import Library
from threadlab.explorer.model.missing import unsupported
from threadlab.explorer.objects import effects, exact, kinds, refused
from threadlab.explorer.objects.foreign import TAKEN, Taken, Taker
from threadlab.explorer.objects.kinds import CONTAINER, FOREIGN, LAZY, NONE, RECORD, is_a, is_ours

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
    world: World, class_level: set[str], library: Library
) -> dict[str, Callable[..., Any]]:
    """Return the hooks by name, "@g" and so on, as the program's builtins have them.

    `class_level` are the names of attributes that classes have, and not only their instances.
    """
    log = world.log
    append = log.append
    known = kinds._kinds
    kind_of = kinds.kind
    namespaces = world.footprints.namespaces
    deeper: dict[type, bool] = {}  # whether there can be something within objects of a class

    def refuse(name: str, hint: str = "inner") -> Any:
        raise unsupported(name, world, hint)

    def no(name: str, value: Any) -> Any:
        return refuse(name)

    def f(site: int, value: Any) -> Any:
        act = values.get(type(value))
        return value if act is None else act(site, value)

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
        if is_a(owner, _FIXED):
            key = world.footprints.sites[site].key
            if refused.fixed(owner, key, library.known()):
                refuse(f"{getattr(owner, '__name__', '')}.{key} = …", "fixed")
            if is_a(owner, type):
                class_level.add(key)
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
            touched = effects.of_item(container, index, False)
            append((site, *touched))
            parts(site, container, READ)
            if type(index) is str:
                if index in refused.REFUSED:
                    refuse(index)
                return late(site, container, index, touched)
            if touched[1] == ADD or id(container) in namespaces:
                return late(site, container, index, touched)
        return container[index]

    def late(site: int, container: Any, index: Any, touched: effects.Touch) -> Any:
        """`container[index]`, where a factory may be called before something is added."""
        before = len(log)
        value = container[index]
        if len(log) != before:
            append((~site, *touched))
        return f(site, value)

    def si(site: int, value: Any, container: Any, index: Any) -> None:
        if known.get(type(container), 9) and kind_of(container):
            world.n += 1
            if world.n >= world.stop:
                world.pause(site)
            append((site, *effects.of_item(container, index, True)))
            parts(site, container, WRITE)
            if type(index) is slice and kind_of(value):
                for touched in effects.uses(value):
                    append((~site, *touched))
        container[index] = value

    def di(site: int, container: Any, index: Any) -> None:
        if kind_of(container):
            touch(site, [(container, WRITE, None)])
            parts(site, container, WRITE)
        del container[index]

    def st(site: int, container: Any) -> Any:
        if kind_of(container):
            touch(site, [(container, WRITE, None)])
            parts(site, container, WRITE)
        return container

    def contains(site: int, item: Any, container: Any) -> bool:
        if kind_of(container):
            touch(site, effects.of_membership(item, container))
        elif type(container) is tuple and (found := effects.of_membership(item, container)):
            touch(site, found)
        return item in container

    def among(site: int, item: Any, container: Any) -> bool:
        if found := [*effects.deep(container), *effects.deep(item)]:
            touch(site, found)
        return exact.among(item, container)

    def rd(site: int, value: Any) -> Any:
        if known.get(type(value), 9) and (kind := kind_of(value)):
            if kind in (CONTAINER, FOREIGN, RECORD):
                touch(site, effects.looks(value))
            elif kind == LAZY and type(value) is not _GENERATOR:
                touch(site, effects.uses(value) or [(value, WRITE, None)])
        return value

    def deep(site: int, value: Any) -> Any:
        """As `rd`, where also the items are looked at."""
        cls = type(value)
        inner = deeper.get(cls)
        if inner is None:
            if len(deeper) > 1000:  # classes of earlier runs
                deeper.clear()
            what = kind_of(value)
            inner = deeper[cls] = bool(what) or effects.is_deep(cls, what)
        if inner:
            touched = effects.deep(value)
            if touched:
                touch(site, touched)
        return value

    def wr(site: int, value: Any, more: Any) -> Any:
        """`value += more`, in place if `value` is a container; return what to add."""
        if not kind_of(value) or kind_of(value) == RECORD:
            return more
        touch(site, [(value, WRITE, None)])
        parts(site, value, WRITE)
        return stepwise(site, more, value)

    def add(site: int, value: Any, more: Any) -> Any:
        """As `wr`; sums of whole numbers are noted, since their order does not matter."""
        if type(value) is int and type(more) is int:
            append((~site, None, NOTHING, ADJUSTED))
            return more
        return wr(site, value, more)

    def added(site: int, result: Any, value: Any, more: Any) -> Any:
        if type(value) is int and type(more) is int:
            append((~site, None, NOTHING, ADJUSTED))
        return result

    def it(site: int, value: Any) -> Any:
        if kind_of(value) in (NONE, RECORD):
            if type(value) in _AS_THEY_ARE:
                return value
            value = iter(value)  # an own __iter__ may give an iterator over a container
            if kind_of(value) in (NONE, RECORD):
                return value
        return _iterate(site, value)

    def yf(site: int, value: Any) -> Any:
        """What `yield from` goes through: a generator gets what is sent, and has a result."""
        return _delegate(site, value) if type(value) is _GENERATOR else it(site, value)

    def _delegate(site: int, inner: Any) -> Any:
        step, given = inner.send, None
        while True:
            touch(site, [(inner, WRITE, None)])
            try:
                item = step(given)
            except StopIteration as end:
                return end.value
            finally:
                append((~site, inner, WRITE, None))
            try:
                step, given = inner.send, (yield item)
            except GeneratorExit:
                inner.close()
                raise
            except BaseException as error:
                step, given = inner.throw, error

    def _iterate(site: int, value: Any) -> Iterator[Any]:
        mode = WRITE if effects.advances(value) and not is_a(value, kinds.VIEWS) else READ
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
            look = effects.looks if name in _SHALLOW else effects.deep
            found = [*look(left), *look(right)]
            if found:
                touch(site, found)
        return _OPERATORS[name](left, right)

    def call(site: int, function: Any, /, *arguments: Any, **named: Any) -> Any:
        cls = type(function)
        if cls is _FUNCTION or cls is _METHOD:
            plain = function if cls is _FUNCTION else function.__func__
            if type(plain) is not _FUNCTION:
                return call(site, plain, function.__self__, *arguments, **named)
            mark = plain.__globals__.get  # as engine/marks.py has it, without a call
            if type(mark("@program")) is Mark or mark("@modelled") is MODELLED:
                return function(*arguments, **named)
            if mark("@library") is LIBRARY:
                if not hasattr(function, "visible"):
                    touch(SYNC, effects.of_library(function, arguments))
                return function(*arguments, **named)
            forbidden(plain, arguments, named)
            state(site, function, arguments)
            arguments, named = passed(site, plain, arguments, named)
            bound = (function.__self__,) if cls is _METHOD else ()
            touched = effects.of_foreign(function, [*bound, *arguments, *named.values()])
        elif cls is _BUILTIN:
            name = function.__name__
            if name in _ATTRIBUTES and function is _ATTRIBUTES[name]:
                _attribute(site, name, arguments)
                return result(site, function(*arguments, **named))
            if name == "vars" and len(arguments) == 1:
                return namespace(site, arguments[0])
            if name in _NAMING:
                forbidden(function, arguments, named)
                state(site, function, arguments)
            arguments, named = passed(site, function, arguments, named)
            values = [*arguments, *named.values()] if named else arguments
            touched = effects.of_builtin(function, values)
        elif is_a(function, type):
            start = function.__init__
            python = type(start) is _FUNCTION
            if python and (is_ours(start) or _is_generated(start)):
                new = function.__new__
                if new is _NEW or type(new) is _FUNCTION:
                    return function(*arguments, **named)
                python = False  # tuple.__new__ looks into what it is given
            if id(function) in _NAMING_TYPES:
                forbidden(function, arguments, named)
            arguments, named = passed(site, function, arguments, named)
            values = [*arguments, *named.values()]
            touched = (effects.of_foreign if python else effects.of_builtin)(function, values)
        elif cls in TAKEN:
            return call(site, function._function, *arguments, **named)
        elif is_a(function, _PARTIAL) and cls.__call__ is _PARTIAL.__call__:
            return call(site, function.func, *function.args, *arguments,
                        **{**function.keywords, **named})  # fmt: skip
        elif type(method := getattr(cls, "__call__", None)) is _FUNCTION:  # noqa: B004
            if is_ours(method):
                return function(*arguments, **named)
            arguments, named = passed(site, method, arguments, named)
            touched = effects.of_foreign(method, [function, *arguments, *named.values()])
        else:
            forbidden(function, arguments, named)
            arguments, named = passed(site, function, arguments, named)
            state(site, function, arguments)
            values = [*arguments, *named.values()]
            access = _DUNDERS.get(function.__name__) if cls in _SLOTS else None
            if access is not None:
                bound = (function.__self__,) if cls is _BOUND_SLOT else ()
                whose = (*bound, *arguments)
                if len(whose) > 1 and is_a(whose[0], _DESCRIPTORS):  # C.x.__get__(thing)
                    whose = (whose[1], whose[0].__name__)
                _attribute(site, access, whose)
                return result(site, function(*arguments, **named))
            touched = effects.of_builtin(function, values)
            touched.append((function, WRITE, None))
        if not touched:
            return result(site, function(*arguments, **named))
        touch(site, touched)
        before = len(log)
        if cls is _BUILTIN and touched[0][1] == WRITE and touched[0][0] is function.__self__:
            arguments = tuple(stepwise(site, value, function.__self__) for value in arguments)
        try:
            return result(site, function(*arguments, **named))
        finally:
            # Where it has called the program's own code, others may have come in between.
            if len(log) != before or any(type(owner) is _GENERATOR for owner, _, _ in touched):
                for owner, mode, item in touched:
                    append((~site, owner, mode, item))

    def result(site: int, value: Any) -> Any:
        """What a call of Python's own gives the program."""
        act = results.get(type(value))
        return value if act is None else act(site, value)

    def forbidden(function: Any, arguments: tuple[Any, ...], named: dict[str, Any]) -> None:
        found = refused.refused(function, arguments)
        if found or named.get("eval_str"):
            refuse(found or "eval_str", "inner" if found else "exec")

    def state(site: int, function: Any, arguments: tuple[Any, ...]) -> None:
        """Know the namespaces of objects that `function` gives away."""
        if kinds.name_of(function) in _STATES:
            for owner in (getattr(function, "__self__", None), *arguments):
                if kinds.own(owner) is not None:
                    namespace(site, owner)

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
        if is_a(owner, types.ModuleType) and not is_program(vars(owner)):
            return {name: f(site, value) for name, value in refused.public(owner).items()}
        found = vars(owner)
        inner = gc.get_referents(found)[0] if is_a(found, types.MappingProxyType) else found
        if not is_a(owner, types.ModuleType):
            namespaces.setdefault(id(inner), (owner, inner))
        return found

    def fields(site: int, owner: Any) -> Any:
        touch(site, [(owner, WRITE, FIELDS)])
        return owner

    def _attribute(site: int, name: str, arguments: tuple[Any, ...]) -> None:
        """Log `getattr` and its kin under the same key as an attribute that is written out."""
        if len(arguments) > 1 and isinstance(arguments[1], str):
            owner, key = arguments[:2]
            mode = READ if name in ("getattr", "hasattr") else WRITE
            if str.__str__(key) in refused.REFUSED:  # whatever a str of the program's own says
                refuse(str.__str__(key))
            if (
                mode == WRITE
                and is_a(owner, _FIXED)
                and (refused.fixed(owner, key, library.known()))
            ):
                refuse(f"{name}({getattr(owner, '__name__', '')}, {key!r})", "fixed")
            if mode == WRITE and is_a(owner, type):
                class_level.add(key)
            if key == "__dict__" and mode == READ:
                namespace(site, owner)
            touch(
                site, [(_holder(owner, key) if mode == READ else owner, mode, ("attribute", key))]
            )

    def hide() -> None:
        """Take the hooks out of a module's sight, as its first statement: it has them by now."""
        sys._getframe(1).f_globals.pop("__builtins__", None)

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

    secrets = (World, Fiber, Footprints, type(library), greenlet)

    def later(site: int, function: Any, /, *arguments: Any, **named: Any) -> Any:
        """As `call`, where it is not the program that calls: it may look at what it gets."""
        return deep(site, call(site, function, *arguments, **named))

    taker = Taker(later, library.own, refuse, secrets)
    values, results, passed = taker.values, taker.results, taker.passed
    world.call, world.take = call, taker.take
    return {
        "@g": g, "@w": w, "@c": c, "@cw": cw, "@o": o, "@ow": ow, "@gi": gi, "@si": si, "@di": di,
        "@st": st, "@fn": f, "@no": no,
        "@in": contains, "@among": among, "@rd": rd, "@deep": deep,
        "@wr": wr, "@sum": add, "@summed": added,
        "@it": it, "@op": op,
        "@yf": yf, "@call": call, "@t": turns, "@f": rounds,
        "@x": x, "@s": Scope, "@hide": hide, "@slice": slice, "@vars": namespace, "@fields": fields,
        **patterns.hooks(touch, _attribute),
    }  # fmt: skip


_SHALLOW = ("add", "mul", "or_", "and_", "sub", "xor")
_ATTRIBUTES = {f.__name__: f for f in (getattr, setattr, hasattr, delattr)}
_DUNDERS = {
    "__getattribute__": "getattr", "__setattr__": "setattr", "__delattr__": "delattr",
    "__get__": "getattr", "__set__": "setattr", "__delete__": "delattr",
}  # fmt: skip
_DESCRIPTORS = (types.MemberDescriptorType, types.GetSetDescriptorType)
_NEW = object.__new__


def _is_generated(function: Any) -> bool:
    """Whether a function of the library has been made for one class, as dataclasses make some."""
    return str(function.__code__.co_filename).startswith("<")


_FIXED = (type, types.FunctionType, types.BuiltinFunctionType, types.ModuleType, Taken)
# These get at attributes by name, or make code; refused.py looks at what they are called with.
_STATES = frozenset(["__getstate__", "__reduce__", "__reduce_ex__", "getmembers"])
_NAMING = frozenset(
    [
        "get",
        "pop",
        "setdefault",
        "__getitem__",
        "getitem",
        *refused.FRAMES,
        *refused.REFUSED,
        *_STATES,
    ]
)
_NAMING_TYPES = frozenset(
    map(id, (operator.attrgetter, operator.methodcaller, operator.itemgetter, types.FunctionType,
             types.CodeType))
)  # fmt: skip
_AS_THEY_ARE = frozenset((tuple, str, bytes, range, frozenset, int, type(None)))
_SLOT = types.MemberDescriptorType
_PARTIAL = functools.partial
_BOUND_SLOT = types.MethodWrapperType
_SLOTS = (types.WrapperDescriptorType, types.MethodWrapperType)
