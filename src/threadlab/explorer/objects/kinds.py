"""What kind of object a value is, for code that is not the program's own and gets to see it.

The answers depend on the class alone and are kept; objects themselves are never asked, as they may
answer with code of the program.
"""

from __future__ import annotations

import array
import sys
import types
from collections import deque
from collections.abc import Collection, Mapping
from enum import Enum
from typing import Any

from threadlab.explorer.engine.marks import LIBRARY, MODELLED, Mark, is_library, is_modelled

# NONE: nothing that others can change, or with methods of the program's own, which have points.
# CONTAINER: its items change. LAZY: an iterator or view over containers. OPAQUE: another object of
# C code. FOREIGN: a container written in Python, but not by the program. RECORD: of the program,
# with methods that were generated: they read its attributes without a point.
NONE, CONTAINER, OPAQUE, LAZY, FOREIGN, RECORD = range(6)

_CONTAINERS = (list, dict, set, bytearray, deque, array.array)
VIEWS: tuple[type, ...] = (
    type({}.keys()), type({}.values()), type({}.items()), types.MappingProxyType,
)  # fmt: skip
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
    type(NotImplemented), types.CodeType, property, classmethod,
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
        "_weakref",
        "typing",
        "enum",
        "types",
    ]
)
_TESTS = ("__eq__", "__ne__", "__lt__", "__le__", "__gt__", "__ge__", "__hash__")
_TEXTS = ("__repr__", "__str__", "__format__")
_PARTS = ("__getitem__", "__setitem__", "__contains__", "__iter__", "__len__")

by_class: dict[type, int] = {}  # the answers so far, which hooks look up by themselves


def kind(value: Any) -> int:
    """The kind of `value`: one of the six above."""
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
    if issubclass(cls, _PLAIN) or is_from(cls, _PURE_MODULES):
        return NONE
    if any(_is_opaque(base) for base in cls.__mro__):
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
    return not issubclass(base, _PLAIN) and not is_from(base, _PURE_MODULES)


def is_c_class(cls: type) -> bool:
    """Whether `cls` is written in C: only such classes have method descriptors of their own.

    That they are made on the heap says nothing: from Python 3.12 on most of the library's are.

    >>> import io, random
    >>> is_c_class(io.StringIO), is_c_class(type("Mine", (io.StringIO,), {}))
    (True, False)
    >>> is_c_class(random.Random), is_c_class(random.Random.__base__)
    (False, True)
    """
    if not cls.__flags__ & (1 << 9):  # Py_TPFLAGS_HEAPTYPE of Include/object.h
        return True
    names = type.__dict__["__dict__"].__get__(cls)
    return any(type(part) in _C_METHODS and part.__objclass__ is cls for part in names.values())


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


def is_modelled_class(cls: type) -> bool:
    """Whether `cls` is one of the library's, which log by themselves what is done to them."""
    names = function_globals(getattr(cls, "__init__", None))
    return is_library(names) or is_modelled(names)


def function_globals(function: Any) -> Mapping[str, Any]:
    """The globals of a function or method; none of all else, whatever attributes it may have."""
    if type(function) is types.MethodType:
        function = function.__func__
    return function.__globals__ if type(function) is types.FunctionType else _NO_NAMES


_NO_NAMES: Mapping[str, Any] = types.MappingProxyType({})


def _foreign(cls: type, name: str) -> bool:
    """Whether a method of `cls` is Python code that has no points."""
    method = getattr(cls, name, None)
    if type(method) is not types.FunctionType or is_ours(method):
        return False
    module = method.__globals__.get("__name__", "")
    return module != "_collections_abc" and not module.startswith("threadlab.")


def is_from(cls: type, modules: Collection[str]) -> bool:
    """Whether `cls` is a class of one of these modules: the module has it, whatever `cls` says.

    >>> import decimal
    >>> mine = type("Mine", (), {"__module__": "decimal"})
    >>> is_from(decimal.Decimal, ["decimal"]), is_from(mine, ["decimal"])
    (True, False)
    """
    home = cls.__module__
    if type(home) is not str or home not in modules:
        return False
    found: Any = sys.modules.get(home)
    for name in cls.__qualname__.split("."):
        found = getattr(found, "__dict__", {}).get(name)
    return found is cls


def is_a(value: Any, cls: type | tuple[type, ...]) -> bool:
    """As isinstance, but without a look at `value.__class__`, which may be the program's code."""
    return issubclass(type(value), cls)


def own(value: Any) -> Any:
    """The namespace of an object, None without one; nothing that its class defines is called."""
    for cls in type(value).__mro__:
        found = cls.__dict__.get("__dict__")
        if type(found) in (types.GetSetDescriptorType, types.MemberDescriptorType):
            return found.__get__(value)  # type: ignore[union-attr]
    return None


def is_object(value: Any) -> bool:
    """Whether `value` is an object of a Python class, with attributes that can change."""
    cls = type(value)
    if not cls.__flags__ & (1 << 9) or issubclass(cls, (type, Enum)):
        return is_a(value, types.SimpleNamespace)
    return own(value) is not None or "__slots__" in cls.__dict__
