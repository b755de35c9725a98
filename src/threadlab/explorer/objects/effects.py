"""What code that is not the program's own does to the objects it gets: reads, writes, or nothing.

Builtins and methods written in C happen in one step, but they look into containers and change them.
For those that are known this module says which; for all others it assumes the worst.
"""

from __future__ import annotations

import array
import contextlib
import functools
import gc
import io
import itertools
import operator
import types
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any

from threadlab.explorer.engine.log import FIELDS
from threadlab.explorer.engine.modes import ADD, ITEM_READ, ITEM_WRITE, READ, WRITE
from threadlab.explorer.objects.foreign import TAKEN
from threadlab.explorer.objects.kinds import (
    CONTAINER,
    FOREIGN,
    LAZY,
    OPAQUE,
    RECORD,
    VIEWS,
    is_a,
    is_modelled_class,
    is_object,
    kind,
    own,
)

_READERS = {
    list: frozenset(
        ["index", "count", "copy", "__len__", "__contains__", "__iter__", "__reversed__"]
    ),
    dict: frozenset(["keys", "values", "items", "copy", "__len__", "__iter__", "__contains__"]),
    set: frozenset(
        [
            "copy",
            "union",
            "intersection",
            "difference",
            "symmetric_difference",
            "issubset",
            "issuperset",
            "isdisjoint",
            "__len__",
            "__contains__",
            "__iter__",
        ]
    ),
    deque: frozenset(["copy", "index", "count", "__len__", "__contains__", "__iter__"]),
    bytearray: frozenset(dir(bytes)),
    array.array: frozenset(["index", "count", "tobytes", "tolist", "buffer_info"]),
    io.StringIO: frozenset(["getvalue", "tell"]),
}
# Builtins and functions of the standard library that only look at what they get.
_LOOKERS = frozenset(
    [
        "len",
        "sum",
        "min",
        "max",
        "sorted",
        "list",
        "tuple",
        "set",
        "frozenset",
        "dict",
        "any",
        "all",
        "str",
        "repr",
        "ascii",
        "format",
        "bytes",
        "bytearray",
        "hash",
        "bool",
        "int",
        "float",
        "enumerate",
        "zip",
        "map",
        "filter",
        "reversed",
        "iter",
        "isinstance",
        "type",
        "print",
        "getattr",
        "hasattr",
        "dir",
        "join",
        "deepcopy",
        "dedent",
        "shorten",
        "wrap",
        "fill",
        "indent",
        "safe_substitute",
        "substitute",
        "vformat",
        "isreadable",
        "saferepr",
        "merge",
        "quantiles",
        "pvariance",
        "variance",
        "pstdev",
        "stdev",
        "multimode",
        "mode",
        "getattr_static",
        "getmembers",
        "replace",
        "asdict",
        "astuple",
        "copy",
        "dumps",
        "mean",
        "median",
        "fmean",
        "pformat",
        "reduce",
        "prod",
        "fsum",
        "chain",
        "islice",
        "product",
        "permutations",
        "combinations",
        "accumulate",
        "groupby",
        "cycle",
        "repeat",
        "zip_longest",
        "starmap",
        "takewhile",
        "dropwhile",
        "pairwise",
        "tee",
        "deque",
        "Counter",
        "OrderedDict",
        "defaultdict",
        "itemgetter",
        "attrgetter",
        "partial",
        "nlargest",
        "nsmallest",
        "bisect",
        "bisect_left",
        "bisect_right",
        "count",
        "namedtuple",
        "wraps",
        "setattr",
        "delattr",
        "choice",
        "choices",
        "sample",
    ]
)

# These keep what they get or hand it on, and look at no attribute of it.
_BLIND = frozenset(
    [
        "append",
        "appendleft",
        "extend",
        "insert",
        "pop",
        "popleft",
        "clear",
        "put",
        "len",
        "id",
        "isinstance",
        "issubclass",
        "callable",
        "iter",
        "next",
        "enumerate",
        "zip",
        "map",
        "filter",
        "reversed",
        "list",
        "tuple",
        "dict",
        "deque",
        "islice",
        "chain",
        "cycle",
        "repeat",
        "tee",
        "rotate",
        "reverse",
        "keys",
        "values",
        "items",
        "partial",
        "type",
        "super",
    ]
)
# These look at their object and at keys, and not at what else is in it.
_SHALLOW = frozenset(
    [
        "get",
        "setdefault",
        "__getitem__",
        "__setitem__",
        "__delitem__",
        "add",
        "discard",
        "copy",
        "getitem",
        "setitem",
        "delitem",
        "itemgetter",
        "attrgetter",
        "methodcaller",
        "popitem",
        "fromkeys",
        "defaultdict",
        "bool",
        "int",
        "float",
        "setattr",
        "product",
        "permutations",
        "combinations",
        "pairwise",
        "zip_longest",
        "Counter",
        "hash",
        "frozenset",
        "set",
        "random",
        "next",
        "hasattr",
        "getattr",
        "__len__",
        "__bool__",
        "__init__",
        "close",
        "write",
        "getvalue",
        "takewhile",
        "dropwhile",
        "filterfalse",
        "accumulate",
        "groupby",
        "starmap",
        "reduce",
        "from_iterable",
        "issubset",
        "issuperset",
        "union",
        "intersection",
        "difference",
        "symmetric_difference",
        "extendleft",
    ]
)
# Modules whose functions call the program's own with what they get, and look no further.
_FORMATS = ("format", "format_map")
_HAND_ON = ("contextlib", "functools", "abc", "typing", "enum", "types")
_LAZY_MAKERS = ("enumerate", "zip", "map", "filter")
# Builtins that get at attributes by name, handed to `map` for instance.
_ACCESSES = {id(getattr): READ, id(hasattr): READ, id(setattr): WRITE, id(delattr): WRITE}
_GENERATOR = types.GeneratorType
_DEEP_LAZY = (
    filter, itertools.chain, itertools.filterfalse, itertools.accumulate, itertools.groupby,
    itertools.starmap,
)  # fmt: skip
_ATOMS = frozenset((int, str, float, bool, bytes, type(None)))


def containers(value: Any) -> list[Any]:
    """The containers that a look into `value` would look into."""
    found = kind(value)
    if found == CONTAINER:
        return [value]
    if found == LAZY:
        return [value, *_behind(value)] if not is_a(value, VIEWS) else _behind(value)
    if found == OPAQUE:
        return [value.obj if type(value) is memoryview else value]
    if found == FOREIGN:
        return list(_reached([value]))
    if type(value) is tuple:
        return [item for item in value if kind(item) == CONTAINER]
    return []


def _behind(iterator: Any, depth: int = 3) -> list[Any]:
    """The containers from which an iterator or a view takes its items.

    Some look into these items as well: a chain, and a filter that goes by what is true.
    """
    if is_a(iterator, _GENERATOR):
        return []  # its body is the program's own, and has points of its own
    found = _sources(iterator, depth)
    if is_a(iterator, _DEEP_LAZY):
        found += within(found)
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
        if cls in _ATOMS or id(value) in seen:
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
    return _parts(value) or ()


def _in_slots(value: Any) -> Iterator[Any]:
    for cls in type(value).__mro__:
        for part in cls.__dict__.values():
            if type(part) is types.MemberDescriptorType:
                with contextlib.suppress(AttributeError):  # nothing is in it
                    yield part.__get__(value)


def is_deep(cls: type, what: int) -> bool:
    """Whether there can be something within objects of a class, which are of the kind `what`."""
    return what in (CONTAINER, LAZY, RECORD) or issubclass(cls, (tuple, BaseException))


def _sources(iterator: Any, depth: int) -> list[Any]:
    found = []
    for value in gc.get_referents(iterator):
        what = kind(value)
        if what == CONTAINER:
            found.append(value)
        elif what == LAZY and depth:
            found += [value, *_behind(value, depth - 1)]
        elif type(value) is tuple and depth:
            found += [item for item in value if kind(item) == CONTAINER]
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
    while todo and len(seen) < 1000:
        value = todo.pop()
        cls = type(value)
        if cls in _ATOMS or id(value) in seen:
            continue
        seen[id(value)] = value
        if (inner := _parts(value)) is not None:
            todo += inner
        elif is_a(value, functools.partial) or (kind(value) == LAZY and cls is not _GENERATOR):
            todo += gc.get_referents(value)
        elif id(value) in _ACCESSES:
            every, mode = True, max(mode, _ACCESSES[id(value)])
        elif cls is operator.attrgetter:
            every = True
        elif is_object(value) and cls not in TAKEN:
            objects.append(value)
    return [(value, mode, FIELDS) for value in objects if every or kind(value) == RECORD]


def _parts(value: Any) -> list[Any] | None:
    """The items of a plain container, and of a program's own class of such; None for all else."""
    bases: tuple[Any, ...] = (list, tuple, set, frozenset, deque)
    for cls in bases:
        if is_a(value, cls):
            return list(cls.__iter__(value))
    return [*dict.keys(value), *dict.values(value)] if is_a(value, dict) else None


def of_item(container: Any, index: Any, write: bool) -> Touch:
    """What `container[index]` touches, read or written."""
    if is_a(container, types.MappingProxyType):
        container = gc.get_referents(container)[0]
    if type(container) is memoryview:
        return container.obj, (WRITE if write else READ), None
    if is_a(container, dict):
        try:
            there = index in container
        except TypeError:
            return container, READ, None
        if write:
            return container, (ITEM_WRITE if there else ADD), index
        inserts = not there and is_a(container, defaultdict)
        return container, (ADD if inserts else ITEM_READ), index
    if is_a(container, (list, bytearray, array.array)) and type(index) is int and index >= 0:
        return container, (ITEM_WRITE if write else ITEM_READ), index
    return container, (WRITE if write else READ), None


def of_membership(item: Any, container: Any) -> list[Touch]:
    """What `item in container` touches."""
    if is_a(container, (dict, set)):
        return [(container, ITEM_READ, item), *records([item])]
    inside: list[Touch] = []
    if kind(container) in (CONTAINER, LAZY) or type(container) is tuple:
        inside = [*deep(item), *deep(container)]
    return [*((found, READ, None) for found in containers(container)), *inside]


def of_builtin(function: Any, arguments: Iterable[Any]) -> list[Touch]:
    """What a call of the C function or C method `function` touches."""
    owner = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    touched: list[Touch] = []
    looks = name in _LOOKERS
    if owner is not None and not is_a(owner, (types.ModuleType, type)):
        what = kind(owner)
        if what:
            touched += _of_method(owner, name, arguments)
            looks = True
        elif is_a(owner, (str, bytes, tuple, frozenset)):
            looks = True
    if name == "next":
        found = [inner for value in arguments for inner in containers(value)]
        return [(inner, READ if kind(inner) == CONTAINER else WRITE, None) for inner in found]
    for value in arguments:
        for found in containers(value):
            changed = advances(found) and name not in _LAZY_MAKERS
            changed = changed or (name == "print" and kind(found) == OPAQUE)  # its file
            touched.append((found, READ if looks and not changed else WRITE, None))
    if name in _BLIND:
        if name not in _LAZY_MAKERS:
            touched += records(value for value in arguments if kind(value) == LAZY)
    else:
        if name not in _SHALLOW:
            touched += [(found, READ, None) for found in within([*arguments, owner])]
        every = name in _FORMATS and is_a(owner, str) and "." in str(owner)
        touched += records([*arguments, owner, function], every=every)
    return touched


def _of_method(owner: Any, name: str, arguments: Iterable[Any]) -> list[Touch]:
    first = next(iter(arguments), None)
    if is_a(owner, dict):
        if name in ("get", "__getitem__", "__contains__"):
            return [(owner, ITEM_READ, first)]
        if name == "setdefault":
            return [(owner, READ, None) if first in owner else (owner, ADD, first)]
    if is_a(owner, set) and name == "add":
        return [(owner, ITEM_READ, first) if first in owner else (owner, ADD, first)]
    for cls, readers in _READERS.items():
        if is_a(owner, cls):
            return [(owner, READ if name in readers else WRITE, None)]
    return [(found, WRITE if found is owner else READ, None) for found in containers(owner)]


def of_foreign(function: Any, arguments: Iterable[Any]) -> list[Touch]:
    """What a Python function of the standard library touches: all that its arguments lead to."""
    names = getattr(function, "__globals__", None)  # a decorator may have changed __module__
    if (names["__name__"] if names else function.__module__) in _HAND_ON:
        return []
    mode = READ if function.__name__ in _LOOKERS else WRITE
    objects: list[Any] = []
    touched: list[Touch] = [(found, mode, None) for found in _reached(arguments, objects)]
    return touched + [(found, mode, FIELDS) for found in objects]


def _reached(
    values: Iterable[Any], objects: list[Any] | None = None, limit: int = 2000
) -> Iterator[Any]:
    """The containers within `values`; the program's `objects` are added to their list."""
    seen: dict[int, Any] = {}
    todo = list(values)
    while todo and len(seen) < limit:
        value = todo.pop()
        if id(value) in seen:
            continue
        if type(value) in _ATOMS:
            continue
        seen[id(value)] = value
        if kind(value) in (CONTAINER, LAZY, OPAQUE):
            yield value
        if (inner := _parts(value)) is not None:
            todo += inner
        elif kind(value) == LAZY:
            todo += _behind(value)
        elif is_object(value) and not is_modelled_class(type(value)):
            if objects is not None:
                objects.append(value)
            todo += (own(value) or {}).values()
