"""What code that is not the program's own does to the objects it gets: reads, writes, or nothing.

Builtins and methods written in C happen in one step, but they look into containers and change them.
For those that are known this module says which; for all others it assumes the worst.
"""

from __future__ import annotations

import array
import gc
import io
import types
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import Any

from threadlab.explorer.fiber import ADD, ITEM_READ, ITEM_WRITE, READ, WRITE

NONE, CONTAINER, OPAQUE, LAZY = range(4)

_CONTAINERS = (list, dict, set, bytearray, deque, array.array)
_VIEWS: tuple[type, ...] = (type({}.keys()), type({}.values()), type({}.items()))
# Iterators that look into a container while they are used.
_LAZY: tuple[type, ...] = (
    zip, map, filter, enumerate, reversed, types.GeneratorType,
    type(iter([])), type(iter({})), type(iter({}.values())), type(iter({}.items())),
    type(iter(set())), type(iter(deque())), type(reversed([])), type(iter(())),
    type(iter(range(0))),
)  # fmt: skip
_PLAIN = (
    int, float, complex, str, bytes, tuple, frozenset, range, slice, type(None), type(...), type,
    types.FunctionType, types.BuiltinFunctionType, types.MethodType, types.ModuleType,
    types.MappingProxyType, type(NotImplemented), types.CodeType, property, classmethod,
    staticmethod, types.WrapperDescriptorType, types.MethodWrapperType,
    types.MethodDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType,
    BaseException,
)  # fmt: skip
_PURE_MODULES = frozenset(
    [
        "re",
        "_sre",
        "decimal",
        "_decimal",
        "datetime",
        "_datetime",
        "fractions",
        "uuid",
        "math",
        "operator",
        "_operator",
        "functools",
        "weakref",
        "_weakref",
        "typing",
        "enum",
        "types",
    ]
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

_kinds: dict[type, int] = {}


def kind(value: Any) -> int:
    """Whether `value` is a container, an iterator over one, another object of C code, or none."""
    try:
        return _kinds[type(value)]
    except KeyError:
        found = _kinds[type(value)] = _kind(type(value))
        return found


def _kind(cls: type) -> int:
    if issubclass(cls, _CONTAINERS):
        return CONTAINER
    if issubclass(cls, _VIEWS) or issubclass(cls, _LAZY) or cls.__module__ == "itertools":
        return LAZY
    heap = cls.__flags__ & (1 << 9)
    python = heap and ("__dict__" in dir(cls) or hasattr(cls, "__slots__"))
    if issubclass(cls, _PLAIN) or python or cls.__module__ in _PURE_MODULES:
        return NONE
    return OPAQUE


def containers(value: Any) -> list[Any]:
    """The containers that a look into `value` would look into."""
    found = kind(value)
    if found == CONTAINER:
        return [value]
    if found == LAZY:
        return [value, *_behind(value)] if not isinstance(value, _VIEWS) else _behind(value)
    if found == OPAQUE:
        return [value]
    if type(value) is tuple:
        return [item for item in value if kind(item) == CONTAINER]
    return []


def _behind(iterator: Any, depth: int = 3) -> list[Any]:
    """The containers from which an iterator or a view takes its items."""
    if isinstance(iterator, types.GeneratorType):
        return []  # its body is the program's own, and has points of its own
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


def of_item(container: Any, index: Any, write: bool) -> Touch:
    """What `container[index]` touches, read or written."""
    if isinstance(container, dict):
        try:
            there = index in container
        except TypeError:
            return container, READ, None
        if write:
            return container, (ITEM_WRITE if there else ADD), index
        inserts = not there and isinstance(container, defaultdict)
        return container, (ADD if inserts else ITEM_READ), index
    if isinstance(container, (list, bytearray, array.array)) and type(index) is int and index >= 0:
        return container, (ITEM_WRITE if write else ITEM_READ), index
    return container, (WRITE if write else READ), None


def of_membership(item: Any, container: Any) -> list[Touch]:
    """What `item in container` touches."""
    if isinstance(container, (dict, set)):
        return [(container, ITEM_READ, item)]
    return [(found, READ, None) for found in containers(container)]


def of_builtin(function: Any, arguments: Iterable[Any]) -> list[Touch]:
    """What a call of the C function or C method `function` touches."""
    owner = getattr(function, "__self__", None)
    name = getattr(function, "__name__", "")
    touched: list[Touch] = []
    looks = name in _LOOKERS
    if owner is not None and not isinstance(owner, (types.ModuleType, type)):
        what = kind(owner)
        if what:
            touched += _of_method(owner, name, arguments)
            looks = True
        elif isinstance(owner, (str, bytes, tuple, frozenset)):
            looks = True
    if name == "next":
        return [(found, WRITE, None) for value in arguments for found in containers(value)]
    for value in arguments:
        for found in containers(value):
            advances = kind(found) == LAZY and name not in ("enumerate", "zip", "map", "filter")
            touched.append((found, READ if looks and not advances else WRITE, None))
    return touched


def _of_method(owner: Any, name: str, arguments: Iterable[Any]) -> list[Touch]:
    first = next(iter(arguments), None)
    if isinstance(owner, dict):
        if name in ("get", "__getitem__", "__contains__"):
            return [(owner, ITEM_READ, first)]
        if name == "setdefault":
            return [(owner, READ, None) if first in owner else (owner, ADD, first)]
    if isinstance(owner, set) and name == "add":
        return [(owner, ITEM_READ, first) if first in owner else (owner, ADD, first)]
    for cls, readers in _READERS.items():
        if isinstance(owner, cls):
            return [(owner, READ if name in readers else WRITE, None)]
    return [(found, WRITE if found is owner else READ, None) for found in containers(owner)]


def of_foreign(name: str, arguments: Iterable[Any]) -> list[Touch]:
    """What a Python function of the standard library touches: all that its arguments lead to."""
    mode = READ if name in _LOOKERS else WRITE
    return [(found, mode, None) for found in _reached(arguments)]


def _reached(values: Iterable[Any], limit: int = 2000) -> Iterator[Any]:
    seen: dict[int, Any] = {}
    todo = list(values)
    while todo and len(seen) < limit:
        value = todo.pop()
        if id(value) in seen:
            continue
        seen[id(value)] = value
        if kind(value) in (CONTAINER, LAZY, OPAQUE):
            yield value
        if isinstance(value, dict):
            todo += [*value.keys(), *value.values()]
        elif isinstance(value, (list, set, tuple, frozenset, deque)):
            todo += value
        elif kind(value) == LAZY:
            todo += _behind(value)
        elif hasattr(value, "__dict__") and not isinstance(
            value, (type, types.ModuleType, types.FunctionType)
        ):
            todo += vars(value).values()
