"""What code that is not the program's own does to the objects it gets: reads, writes, or nothing.

Builtins and methods written in C happen in one step, but they look into containers and change them.
For those that are known effects.toml says which; for all others this module assumes the worst.
"""

from __future__ import annotations

import abc
import array
import contextlib
import decimal
import enum
import functools
import gc
import io
import itertools
import operator
import types
import typing
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from threadlab.explorer.engine.log import FIELDS, Attribute
from threadlab.explorer.engine.marks import is_modelled, is_program
from threadlab.explorer.engine.modes import ADD, ITEM_READ, ITEM_WRITE, READ, WRITE
from threadlab.explorer.engine.modes import NOTHING as UNTOUCHED
from threadlab.explorer.engine.waits import Handle, ThreadHandle
from threadlab.explorer.objects import unknown
from threadlab.explorer.objects.foreign import TAKEN
from threadlab.explorer.objects.kinds import (
    BUILTIN,
    CONTAINER,
    FOREIGN,
    LAZY,
    OPAQUE,
    RECORD,
    VIEWS,
    defined,
    home_name,
    in_class,
    is_a,
    is_modelled_class,
    is_object,
    kind,
    name_of,
    own,
)
from threadlab.explorer.objects.parts import ATOMS, PLAIN, has, is_plain_key, parts, plain_parts
from threadlab.explorer.objects.table import (
    ADDS_DEFAULT,
    BOUND,
    EVERYTHING,
    GETS_ITEM,
    KEY,
    NOTHING,
    READS_ITEM,
    WORST,
    effect_of,
)

# These call the program's own functions with what they get, and look no further.
_HAND_ON_MODULES = (abc, contextlib, enum, functools, types, typing)
_HAND_ON = frozenset(id(vars(module)) for module in _HAND_ON_MODULES) | frozenset(
    id(value)
    for module in _HAND_ON_MODULES
    for value in vars(module).values()
    if isinstance(value, type) and value.__module__ == module.__name__
)
# Builtins that get at attributes by name, handed to `map` for instance.
_ACCESSES = {id(getattr): READ, id(hasattr): READ, id(setattr): WRITE, id(delattr): WRITE}
_GENERATOR = types.GeneratorType
_DEEP_LAZY = (
    filter, itertools.chain, itertools.filterfalse, itertools.accumulate, itertools.groupby,
    itertools.starmap, itertools.compress,
)  # fmt: skip
_BUFFER = type(io.BytesIO().getbuffer().obj)  # a new one for each view


def containers(value: Any) -> list[Any]:
    """The containers that a look into `value` would look into."""
    found = kind(value)
    if found == CONTAINER:
        return [value]
    if found == LAZY:
        return [value, *_behind(value)] if not is_a(value, VIEWS) else _behind(value)
    if found == OPAQUE:
        return [_viewed(value)] if type(value) is memoryview else [value, *_linked(value)]
    if found == FOREIGN:
        return list(reached([value]))
    if type(value) is tuple:
        return [item for item in value if kind(item) == CONTAINER]
    return []


def _viewed(view: memoryview) -> Any:
    """What a view shows: the bytes themselves, or the BytesIO whose buffer it is."""
    whole: Any = view.obj
    return gc.get_referents(whole)[0] if type(whole) is _BUFFER else whole


def _linked(value: Any, depth: int = 2) -> list[Any]:
    """What an object of C code works on: the buffer of a writer, the flags of a context."""
    found = []
    parts = gc.get_referents(value)
    if is_a(value, decimal.Context):
        parts += [value.flags, value.traps]
    for part in parts:
        if type(part) in BUILTIN:
            part = part.__self__
        if kind(part) in (OPAQUE, LAZY) or (kind(part) == CONTAINER and part is not own(value)):
            found.append(part)
            if kind(part) == OPAQUE and depth:
                found += _linked(part, depth - 1)
    return found


def _behind(iterator: Any, depth: int = 3) -> list[Any]:
    """The containers from which an iterator or a view takes its items.

    Some look into these items as well: a chain, and a filter that goes by what is true.
    """
    if is_a(iterator, _GENERATOR):
        frame = iterator.gi_frame
        if frame is None or is_program(frame.f_globals):
            return []  # its body is the program's own, and has points of its own
        return _of_generator(frame, depth)
    found = _sources(iterator, depth)
    if is_a(iterator, _DEEP_LAZY):
        found += within(found)
    return found


def _of_generator(frame: types.FrameType, depth: int) -> list[Any]:
    """What a generator of the library's works on: what it has in its variables."""
    found = []
    for held in frame.f_locals.values():
        for value in held if type(held) is tuple else (held,):
            what = kind(value)
            if what == LAZY and depth:
                found += [value, *_behind(value, depth - 1)]
            elif what in (CONTAINER, OPAQUE):
                found.append(value)
            elif type(value) is types.MethodWrapperType:  # the `__next__` of an iterator
                found.append(value.__self__)
    return found


def within(values: Iterable[Any]) -> list[Any]:
    """The containers that are items, or items of items, of plain containers among `values`."""
    outer = list(values)
    outer += [found for value in outer if kind(value) == LAZY for found in _behind(value)]
    todo = [item for value in outer for item in _inner(value)]
    seen = {id(value) for value in outer}
    found = []
    while todo and len(seen) < 1000:
        value = todo.pop()
        cls = type(value)
        if cls in ATOMS or id(value) in seen:
            continue
        seen.add(id(value))
        if kind(value) == CONTAINER:
            found.append(value)
        todo += _inner(value)
    return found


def _inner(value: Any) -> Iterable[Any]:
    """What a comparison of `value`, or a text of it, goes on to."""
    if kind(value) == RECORD:
        return [*(own(value) or {}).values(), *_in_slots(value)]
    if is_a(value, BaseException):
        return value.args  # type: ignore[no-any-return]
    return parts(value) or ()


def _in_slots(value: Any) -> Iterator[Any]:
    for cls in type(value).__mro__:
        for part in cls.__dict__.values():
            if type(part) is types.MemberDescriptorType:
                with contextlib.suppress(AttributeError):  # nothing is in it
                    yield part.__get__(value)


def is_deep(cls: type, what: int) -> bool:
    """Whether there can be something within objects of a class, which are of the kind `what`."""
    return what in (CONTAINER, LAZY, RECORD) or issubclass(cls, (tuple, BaseException, *_WRITTEN))


def _sources(iterator: Any, depth: int) -> list[Any]:
    found = []
    for held in gc.get_referents(iterator):
        # Those with several sources keep them in a tuple.
        for value in held if type(held) is tuple and depth else (held,):
            what = kind(value)
            if what == CONTAINER:
                found.append(value)
            elif what == LAZY and depth:
                found += [value, *_behind(value, depth - 1)]
    return found


Touch = tuple[Any, int, Any]  # object, mode, item or None


def looks(value: Any) -> list[Touch]:
    """What a look at the whole of `value` touches."""
    return [*((found, READ, None) for found in containers(value)), *records([value])]


def deep(value: Any) -> list[Touch]:
    """What a comparison of `value`, or a text of it, touches: its items' items as well."""
    found = looks(value)
    if is_deep(type(value), kind(value)):
        found += [(inner, READ, None) for inner in within([value])]
    if type(value) in _WRITTEN:
        found.append((getattr(value, "__func__", value), READ, _TEXT))
    return found


def uses(value: Any) -> list[Touch]:
    """What code touches that may take all items of `value`, an iterator or not."""
    return [(found, WRITE if advances(found) else READ, None) for found in containers(value)]


def advances(value: Any) -> bool:
    """Whether taking an item from `value` changes it: whether it is an iterator."""
    what = kind(value)
    return what == LAZY or (what == OPAQUE and hasattr(type(value), "__next__"))


def records(values: Iterable[Any], *, every: bool = False) -> list[Touch]:
    """The attributes that are read of the program's objects among `values` and within them.

    Those with generated methods are read, or `every` one if there is an attrgetter or the like.
    """
    seen: dict[int, Any] = {}
    todo = list(values)
    objects: list[Any] = []
    mode = READ
    others: list[Any] = []  # than plain containers, which are by far the most
    while todo and len(seen) < 1000:
        value = todo.pop()
        cls = type(value)
        if cls in ATOMS or id(value) in seen:
            continue
        seen[id(value)] = value
        if cls in PLAIN:
            todo += plain_parts(value)
            continue
        others.append(value)
        if (inner := parts(value)) is not None:
            todo += inner
        elif is_a(value, functools.partial) or (kind(value) == LAZY and cls is not _GENERATOR):
            todo += gc.get_referents(value)
        elif cls is types.MethodType:
            todo.append(value.__func__)
        elif id(value) in _ACCESSES:
            every, mode = True, max(mode, _ACCESSES[id(value)])
        elif cls is operator.attrgetter:
            every = True
        elif is_object(value) and cls not in TAKEN:
            objects.append(value)
    return [
        *((value, mode, FIELDS) for value in objects if every or kind(value) == RECORD),
        *((value, READ, FIELDS) for value in others if is_a(value, BaseException)),
        *((value, READ, _TEXT) for value in others if type(value) is types.FunctionType),
    ]


def of_item(container: Any, index: Any, write: bool) -> Touch:
    """What `container[index]` touches, read or written."""
    if is_a(container, types.MappingProxyType):
        container = gc.get_referents(container)[0]
    if type(container) is memoryview:
        return _viewed(container), (WRITE if write else READ), None
    if is_a(container, dict):
        try:
            there = has(container, index)
        except TypeError:
            return container, READ, None
        if write:
            return container, (ITEM_WRITE if there else ADD), index
        inserts = not there and is_a(container, defaultdict)
        return container, (ADD if inserts else ITEM_READ), index
    if is_a(container, (list, bytearray, array.array)) and type(index) is int and index >= 0:
        return container, (ITEM_WRITE if write else ITEM_READ), index
    return container, (WRITE if write else READ), None


def made_in_python(container: Any) -> bool:
    """Whether Python code makes what is missing in a defaultdict: others may go on meanwhile."""
    cls = type(container)
    for name, owner in (("__missing__", defaultdict), ("__getitem__", dict)):
        if in_class(cls, name) is not vars(owner)[name]:
            return False
    factory = container.default_factory
    while is_a(factory, functools.partial) or type(factory) in TAKEN:
        factory = factory.func if is_a(factory, functools.partial) else factory._function
    if type(factory) is types.MethodType:
        factory = factory.__func__
    if is_a(factory, type):
        starts = (in_class(factory, name) for name in ("__init__", "__new__"))
        started = any(_is_python(getattr(start, "__func__", start)) for start in starts)
        return started and not is_modelled_class(factory)
    return _is_python(factory)


def missing_item(function: Any, arguments: Sequence[Any]) -> tuple[Any, Any] | None:
    """The defaultdict and the key for which a call of C code lets Python code make the item."""
    whose = (function.__self__, *arguments) if function.__name__ == "__getitem__" else arguments
    if len(whose) != 2 or not is_a(whose[0], defaultdict) or not made_in_python(whose[0]):
        return None
    return None if has(*whose) else (whose[0], whose[1])


def _is_python(function: Any) -> bool:
    return type(function) is types.FunctionType and not is_modelled(function.__globals__)


def of_membership(item: Any, container: Any) -> list[Touch]:
    """What `item in container` touches."""
    if is_a(container, (dict, set)):
        return [(container, ITEM_READ, item), *records([item])]
    inside: list[Touch] = []
    if kind(container) in (CONTAINER, LAZY) or type(container) is tuple:
        inside = [*deep(item), *deep(container)]
    return [*uses(container), *inside]


def of_builtin(function: Any, arguments: Sequence[Any]) -> list[Touch]:
    """What a call of the C function or C method `function` touches."""
    effect = effect_of(function)
    owner = function.__self__ if type(function) in BOUND else None
    touched: list[Touch] = unknown.touches(function) if effect is WORST else []
    if owner is not None:
        if is_a(owner, (types.ModuleType, type)):
            if type(function) is types.MethodWrapperType and function.__name__ in _BEGINS:
                touched.append((owner, WRITE, FIELDS))
            owner = None
        elif kind(owner):
            touched += _of_method(owner, effect.object, arguments)
    elif effect.is_method and arguments:  # list.append(items, item)
        owner, *arguments = arguments
        if kind(owner):
            touched += _of_method(owner, effect.object, arguments)
    if name_of(function) == "throw":  # into a generator, which raises it
        touched += [(value, WRITE, part) for value in arguments if is_a(value, BaseException)
                    for part in _RAISED]  # fmt: skip
    if is_a(owner, BaseException) and (sets := _SETS.get(function.__name__)) is not None:
        return [*touched, (owner, WRITE, sets), *records(arguments)]
    if owner is not None and effect.object == WRITE and function.__name__ in _BEGINS:
        touched += [(owner, WRITE, FIELDS)]
    if function is next:
        found = [inner for value in arguments for inner in containers(value)]
        return [(inner, READ if kind(inner) == CONTAINER else WRITE, None) for inner in found]
    reads, keeps = effect.arguments == READ, effect.keeps
    for value in arguments:
        for found in containers(value):
            changed = not reads or (not keeps and advances(found))
            changed = changed or (function is print and kind(found) == OPAQUE)  # its file
            touched.append((found, WRITE if changed else READ, None))
    if effect.inside == NOTHING:
        if not keeps:
            touched += records(value for value in arguments if kind(value) == LAZY)
        return touched
    if function is dir:
        classes = [value if is_a(value, type) else type(value) for value in arguments]
        whole = [*filter(is_object, arguments), *defined(classes)]
        touched += [(found, READ, FIELDS) for found in whole]
    if effect.inside == EVERYTHING:
        touched += [(found, READ, None) for found in within([*arguments, owner])]
    if effect.inside == KEY and type(owner) in PLAIN and all(map(is_plain_key, arguments[:1])):
        return touched + records(arguments)
    every = is_a(owner, str) and function.__name__ in ("format", "format_map")
    every = every and "." in str.__str__(owner)
    return touched + records([*arguments, owner, function], every=every)


_WRITTEN = (types.FunctionType, types.MethodType)  # with a name that can be set
_TEXT = Attribute("__qualname__")  # what a function is written out with
# What raising an exception sets, and what its methods do; __init__ also sets a code, a reason, …
_RAISED = tuple(map(Attribute, ("__traceback__", "__context__", "__cause__")))
_SETS = {
    "__init__": FIELDS, "add_note": Attribute("__notes__"),
    "with_traceback": Attribute("__traceback__"),
}  # fmt: skip
# Give an object attributes, also one that has them.
_BEGINS = ("__init__", "__setstate__")


def of_library(function: Any, arguments: Sequence[Any]) -> list[Touch]:
    """What a call of a library function touches that logs nothing: its object, as far as is known.

    It belongs to a class that is executed over the model, and no operation has been made of it.
    """
    owner = None
    if type(function) is types.MethodType:
        owner = function.__self__
    elif arguments and getattr(type(arguments[0]), function.__name__, None) is function:
        owner = arguments[0]
    if owner is None or is_a(owner, type):
        return [(None, UNTOUCHED, None)]
    return [(owner, WRITE, function.__name__), *((part, READ, None) for part in handles(owner))]


def handles(thing: Any) -> Iterator[Any]:
    """The locks and the like that a library object has, or that its parts have.

    What changes under one of them changes between two operations on it.
    """
    for part in (own(thing) or {}).values():
        inner = () if is_a(part, Handle) else (own(part) or {}).values()
        for found in (part, *(inner if is_modelled_class(type(part)) else ())):
            if is_a(found, Handle) and not is_a(found, ThreadHandle):
                yield found


def _of_method(owner: Any, effect: int, arguments: Sequence[Any]) -> list[Touch]:
    """What a method with an `effect` on its object touches of it."""
    if effect < 0:
        if not arguments:
            return [(owner, READ, None)]  # it raises an error
        first = arguments[0]
        if effect == READS_ITEM:
            return [(owner, ITEM_READ, first)]
        if effect == GETS_ITEM:
            return [of_item(owner, first, False)]
        if effect == ADDS_DEFAULT:
            return [(owner, READ, None) if has(owner, first) else (owner, ADD, first)]
        return [(owner, ITEM_READ, first) if has(owner, first) else (owner, ADD, first)]
    if kind(owner) == CONTAINER:
        return [(owner, effect, None)]
    opaque = kind(owner) == OPAQUE  # and may change what it works on
    return [
        (found, effect if opaque or found is owner else READ, None) for found in containers(owner)
    ]


def of_foreign(function: Any, arguments: Sequence[Any]) -> Iterator[Touch]:
    """What a Python function of the standard library touches: all that its arguments lead to."""
    home = function.__globals__ if type(function) is types.FunctionType else function
    effect = effect_of(function)
    if effect is WORST:
        yield from unknown.touches(function)
    if function is functools.update_wrapper:
        modes = zip(arguments, (WRITE, READ), strict=False)
        has_own = (types.FunctionType, type)  # besides the program's objects
        yield from ((value, mode, FIELDS) for value, mode in modes
                    if is_a(value, has_own) or is_object(value))  # fmt: skip
        return
    if id(home) in _HAND_ON:
        if type(function) is types.MethodType and not is_a(function.__self__, type):
            yield from ((found, WRITE, None) for found in reached([function.__self__]))
        return
    objects: list[Any] = []
    known = defined(arguments, functions=home_name(function) == "inspect")
    yield from ((found, READ, FIELDS) for found in known)
    yield from ((found, effect.arguments, None) for found in reached(arguments, objects))
    yield from ((found, effect.arguments, FIELDS) for found in objects)
    if 0 <= effect.writes < len(arguments):
        yield from ((found, WRITE, None) for found in containers(arguments[effect.writes]))


def reached(
    values: Iterable[Any], objects: list[Any] | None = None, limit: int = 2000
) -> Iterator[Any]:
    """The containers within `values`; the program's `objects` are added to their list."""
    seen: dict[int, Any] = {}
    todo = list(values)
    while todo and len(seen) < limit:
        value = todo.pop()
        cls = type(value)
        if cls in ATOMS or id(value) in seen:
            continue
        seen[id(value)] = value
        what = kind(value)
        if what in (CONTAINER, LAZY, OPAQUE):
            yield value
        if cls in PLAIN:
            todo += plain_parts(value)
            continue
        if what == OPAQUE:
            todo += _linked(value)
        if (inner := parts(value)) is not None:
            todo += inner
        elif what == LAZY:
            todo += _behind(value)
        elif is_object(value) and not is_modelled_class(type(value)):
            if objects is not None:
                objects.append(value)
            todo += (own(value) or {}).values()
