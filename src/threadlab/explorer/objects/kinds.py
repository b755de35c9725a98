"""What kind of object a value is, for code that is not the program's own and gets to see it.

The answers depend on the class alone and are kept; objects themselves are never asked, as they may
answer with code of the program.
"""

from __future__ import annotations

import array
import csv
import sys
import types
import zlib
from collections import deque
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from enum import Enum, IntEnum
from typing import Any

from threadlab.explorer.engine.marks import (
    LIBRARY,
    MODELLED,
    Mark,
    is_library,
    is_modelled,
    is_program,
)


class Kind(IntEnum):
    """What there is to touch in a value, for code that gets it and has no points.

    Its attributes are another question: those of an object of the program's have points wherever
    the program writes them out, and `records` of effects.py counts those that nobody writes out.
    """

    NONE = 0
    """Nothing: a number, a text, a function, a module, an exception; or an object of a class of
    the program's, whose methods are the program's code and have points of their own."""
    CONTAINER = 1
    """A list, a dictionary, a set, a deque, an array, or an object of a class that inherits from
    one: C code reads and changes its items in one step, and asks nobody."""
    OPAQUE = 2
    """Another object of C code, say a StringIO or a Random: what it keeps can't be seen, so that
    each use of it may change it. A class of the program's that inherits from such is one, too."""
    LAZY = 3
    """An iterator, a generator or a view: who takes its items looks into the containers behind it,
    and an iterator itself goes on by that."""
    FOREIGN = 4
    """A container written in Python, but not by the program, say a UserList: its methods have no
    points, and what they touch is looked for in its attributes."""
    RECORD = 5
    """An object of the program's whose comparison, text or hash was generated or is inherited from
    the library, as dataclasses have them: these read its attributes without a point."""


NONE, CONTAINER, OPAQUE, LAZY, FOREIGN, RECORD = map(int, Kind)  # compared in the hottest code

_CONTAINERS = (list, dict, set, bytearray, deque, array.array)
VIEWS: tuple[type, ...] = (
    type({}.keys()), type({}.values()), type({}.items()), types.MappingProxyType,
)  # fmt: skip
# Functions and bound methods in C; those that want to know their class are of another type.
BUILTIN: tuple[type, ...] = (types.BuiltinFunctionType, type(zlib.compressobj().compress))
# Iterators that look into a container while they are used.
_LAZY: tuple[type, ...] = (
    zip, map, filter, enumerate, reversed, types.GeneratorType,
    type(iter([])), type(iter({})), type(iter({}.values())), type(iter({}.items())),
    type(iter(set())), type(iter(deque())), type(reversed([])), type(iter(())),
    type(iter(range(0))),
)  # fmt: skip
_PLAIN = (
    int, float, complex, str, bytes, tuple, frozenset, range, slice, type(None), type(...), type,
    types.FunctionType, *BUILTIN, types.MethodType, types.ModuleType,
    type(NotImplemented), types.CodeType, property, classmethod,
    staticmethod, types.WrapperDescriptorType, types.MethodWrapperType,
    types.MethodDescriptorType, types.GetSetDescriptorType, types.MemberDescriptorType,
    BaseException, type(csv.get_dialect("excel")),
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
        "_weakref",
        "typing",
        "enum",
        "types",
    ]
)
_TESTS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__")
_TEXTS = ("__repr__", "__str__", "__format__")
_PARTS = ("__getitem__", "__setitem__", "__contains__", "__iter__", "__len__")

HEAP_TYPE = 1 << 9  # Py_TPFLAGS_HEAPTYPE of Include/object.h

by_class: dict[type, int] = {}  # the answers so far, which hooks look up by themselves


def kind(value: Any) -> int:
    """The kind of `value`, a `Kind` as a plain number."""
    try:
        return by_class[type(value)]
    except KeyError:
        found = by_class[type(value)] = _kind(type(value))
        return found


def forget() -> None:
    """Drop the classes of earlier runs, once there are many."""
    if len(by_class) > 1000:
        by_class.clear()


def _kind(cls: type) -> int:
    if issubclass(cls, _CONTAINERS):
        return CONTAINER
    if issubclass(cls, VIEWS) or issubclass(cls, _LAZY) or is_from(cls, ("itertools",)):
        return LAZY
    if issubclass(cls, types.SimpleNamespace):
        return RECORD
    if issubclass(cls, _PLAIN) or (is_from(cls, _PURE_MODULES) and not _is_mutable(cls)):
        return NONE
    if any(_is_opaque(base) for base in mro_of(cls)):
        return OPAQUE
    if issubclass(cls, Enum):
        return NONE
    if any(_foreign(cls, name) for name in _PARTS):
        return FOREIGN
    return RECORD if any(_foreign(cls, name) for name in (*_TESTS, *_TEXTS)) else NONE


def _is_opaque(base: type) -> bool:
    """Whether `base`, a class or one that it inherits from, is C code that may keep anything."""
    if base is object or not is_c_class(base):
        return False
    if _is_mutable(base):
        return True
    return not issubclass(base, _PLAIN) and not is_from(base, _PURE_MODULES)


def _is_mutable(cls: type) -> bool:
    """Whether objects of `cls` change, though the other classes of its module have none such."""
    decimal = sys.modules.get("decimal")
    if decimal is None:
        return False
    context = decimal.Context
    return issubclass(cls, (context, type(context().flags)))


def is_c_class(cls: type) -> bool:
    """Whether `cls` is written in C: only such classes have method descriptors of their own.

    That they are made on the heap says nothing: from Python 3.12 on most of the library's are.

    >>> import io, random
    >>> is_c_class(io.StringIO), is_c_class(type("Mine", (io.StringIO,), {}))
    (True, False)
    >>> is_c_class(random.Random), is_c_class(random.Random.__base__)
    (False, True)
    """
    if not flags_of(cls) & HEAP_TYPE:
        return True
    parts = namespace_of(cls).values()
    return any(type(part) in _C_METHODS and part.__objclass__ is cls for part in parts)


# What a class says of itself, past its metaclass, which may be the program's.
mro_of: Callable[[type], tuple[type, ...]] = type.__dict__["__mro__"].__get__
namespace_of: Callable[[type], Mapping[str, Any]] = type.__dict__["__dict__"].__get__
flags_of: Callable[[type], int] = type.__dict__["__flags__"].__get__
_module_of = type.__dict__["__module__"].__get__
_name_of = type.__dict__["__name__"].__get__
_qualname_of = type.__dict__["__qualname__"].__get__


def in_class(cls: type, name: str) -> Any:
    """What stands under `name` in a class or one that it inherits from; None if nothing does."""
    for base in mro_of(cls):
        if name in (names := namespace_of(base)):
            return names[name]
    return None


_C_METHODS = (
    types.MethodDescriptorType, types.WrapperDescriptorType, types.ClassMethodDescriptorType,
)  # fmt: skip


def is_ours(function: Any) -> bool:
    """Whether the code of a function is the program's, or one that the explorer brings along."""
    marks = function_globals(function)  # as engine/marks.py has it, without a call
    return (
        ("@program" in marks and type(marks["@program"]) is Mark)
        or ("@modelled" in marks and marks["@modelled"] is MODELLED)
        or ("@library" in marks and marks["@library"] is LIBRARY)
    )


def is_explorers(function: Any) -> bool:
    """Whether a function was written in a module of the explorer's own package."""
    names = function_globals(function)
    name = names.get("__name__")
    module = sys.modules.get(name) if type(name) is str and name.startswith(_PACKAGE) else None
    return module is not None and vars(module) is names


_PACKAGE = f"{__name__.partition('.')[0]}."


def is_modelled_class(cls: type) -> bool:
    """Whether `cls` is one of the library's, which log by themselves what is done to them."""
    names = function_globals(in_class(cls, "__init__"))
    return is_library(names) or is_modelled(names)


def function_globals(function: Any) -> Mapping[str, Any]:
    """The globals of a function or method; none of all else, whatever attributes it may have."""
    if type(function) is types.MethodType:
        function = function.__func__
    return function.__globals__ if type(function) is types.FunctionType else _NO_NAMES


def home_name(function: Any) -> Any:
    """The name of the module in which a function or method was written; None of all else."""
    return function_globals(function).get("__name__")


def receiver_of(function: Any) -> Any:
    """What a bound method is bound to, in Python or in C; None of all else."""
    bound = (types.MethodType, types.BuiltinMethodType, types.MethodWrapperType)
    return function.__self__ if type(function) in bound else None


def name_of(function: Any) -> str:
    """The name of a function, in Python or in C; "" of all else, whatever it may answer."""
    return str(function.__name__) if type(function) in _WITH_NAMES else ""


_WITH_NAMES = (
    types.FunctionType, types.BuiltinFunctionType, types.MethodWrapperType,
    types.MethodDescriptorType, types.WrapperDescriptorType, types.ClassMethodDescriptorType,
)  # fmt: skip
_NO_NAMES: Mapping[str, Any] = types.MappingProxyType({})


def _foreign(cls: type, name: str) -> bool:
    """Whether a method of `cls` is Python code that has no points."""
    method = in_class(cls, name)
    if type(method) is not types.FunctionType:
        return False
    return not is_ours(method) and not is_explorers(method)


def is_from(cls: type, modules: Collection[str]) -> bool:
    """Whether `cls` is a class of one of these modules: the module has it, whatever `cls` says.

    >>> import decimal
    >>> mine = type("Mine", (), {"__module__": "decimal"})
    >>> is_from(decimal.Decimal, ["decimal"]), is_from(mine, ["decimal"])
    (True, False)
    """
    home = _module_of(cls)
    return type(home) is str and home in modules and is_at_home(cls)


def home_of(cls: type) -> tuple[Any, str]:
    """What `cls` says of its module, and of its place there."""
    return _module_of(cls), _qualname_of(cls)


def called(cls: type) -> str:
    """The name of a class, whatever its own class says of it."""
    return str(_name_of(cls))


def stands_in(cls: type) -> bool:
    """Whether a class is one of the explorer's, in the place of something of Python's."""
    home = _module_of(cls)
    return type(home) is str and home.startswith("threadlab.")


def is_at_home(cls: type) -> bool:
    """Whether `cls` is what a module of the interpreter's has where `cls` says that it belongs."""
    home, place = home_of(cls)
    found: Any = sys.modules.get(home) if type(home) is str else None
    for name in place.split("."):
        found = vars(found).get(name) if issubclass(type(found), (types.ModuleType, type)) else None
    return found is cls


def is_a(value: Any, cls: type | tuple[type, ...]) -> bool:
    """As isinstance, but without a look at `value.__class__`, which may be the program's code."""
    return issubclass(type(value), cls)


# Of these no class of the program's says how to go through them.
PLAIN = frozenset((list, tuple, set, frozenset, deque, dict))
_BASES: tuple[Any, ...] = (list, tuple, set, frozenset, deque)


def parts(value: Any) -> list[Any] | None:
    """The items of a plain container, and of a program's own class of such; None for all else."""
    if type(value) in PLAIN:
        return [*value, *value.values()] if type(value) is dict else list(value)
    for cls in _BASES:
        if is_a(value, cls):
            return list(cls.__iter__(value))
    return [*dict.keys(value), *dict.values(value)] if is_a(value, dict) else None


def own(value: Any) -> Any:
    """The namespace of an object, None without one; nothing that its class defines is called."""
    for cls in mro_of(type(value)):
        found = namespace_of(cls).get("__dict__")
        if type(found) in (types.GetSetDescriptorType, types.MemberDescriptorType):
            return found.__get__(value)  # type: ignore[union-attr]
    return None


def is_object(value: Any) -> bool:
    """Whether `value` is an object of a Python class, with attributes that can change."""
    cls = type(value)
    if not flags_of(cls) & HEAP_TYPE or issubclass(cls, (type, Enum)):
        return is_a(value, types.SimpleNamespace)
    return own(value) is not None or "__slots__" in namespace_of(cls)


def defined(values: Iterable[Any], *, functions: bool = False) -> Iterator[Any]:
    """The classes of the program's among `values`, with their bases, and its functions."""
    for value in values:
        if is_a(value, types.MethodType):
            value = value.__func__
        if is_a(value, type):
            yield from (cls for cls in mro_of(value) if not is_c_class(cls) and not is_at_home(cls))
        elif functions and type(value) is types.FunctionType and is_program(value.__globals__):
            yield value
