"""Values on their way out of a sandbox: plain data, or nothing that can be judged.

The sandbox takes values apart with the methods of the built-in types themselves, so that no method
of a student's class is ever asked; an object of a subclass is told as the data of its base. The
other side builds new values from it, and compares those.
"""

from __future__ import annotations

import array
import base64
import builtins
import collections
import datetime
import decimal
import fractions
import operator
import re
import uuid
from collections.abc import Callable
from typing import Any

from threadlab.explorer.objects import exact
from threadlab.grading.wire import tables

MOST_ITEMS = 500_000
_MOST_PATTERN = 1000  # characters
_FEW = 32  # items that are not worth being packed
MOST_LEVELS = 60  # of values in values
_BUILTIN_TYPES = {kind: name for name, kind in vars(builtins).items() if type(kind) is type}


class NotPlain(Exception):  # noqa: N818
    """A value that is more than data: it stays where it is."""


class TooMuch(NotPlain):
    """A value that is data, but more than is told."""


def encode(value: Any) -> Any:
    """Return `value` as what JSON can hold; raises `NotPlain` for what is more than data."""
    try:
        return _encode(value, 0, [MOST_ITEMS])
    except NotPlain:
        raise
    except Exception:  # a class that lies about itself
        raise NotPlain from None


def _encode(value: Any, depth: int, left: list[int]) -> Any:
    left[0] -= 1
    if depth > MOST_LEVELS:
        raise NotPlain
    if left[0] < 0:
        raise TooMuch
    kind = type(value)
    way = _WAYS.get(kind)
    if way is None:
        if kind is type and value in _BUILTIN_TYPES:
            return ["type", _BUILTIN_TYPES[value]]
        way = next((_WAYS[base] for base in type.mro(kind) if base in _WAYS), _of_library)
    return way(value, depth + 1, left)


def _of_library(value: Any, depth: int, left: list[int]) -> Any:
    found = tables.encode(value, left, lambda part: _encode(part, depth, left))
    if left[0] < 0:
        raise TooMuch
    if found is None:
        raise NotPlain
    return found


def _listed(name: str, values: Any, depth: int, left: list[int]) -> list[Any]:
    """The items of a list or tuple; many numbers of one kind are packed."""
    items = list(values)
    kinds = set(map(type, items)) if len(items) >= _FEW else set()
    code = "q" if kinds == {int} else "d" if kinds == {float} else ""
    if code:
        left[0] -= len(items)
        if left[0] < 0:
            raise TooMuch
        try:
            data = array.array(code, items).tobytes()
        except OverflowError:
            left[0] += len(items)
        else:
            return ["packed", name, code, base64.b64encode(data).decode()]
    return [name, _items(items, depth, left)]


def _items(values: Any, depth: int, left: list[int]) -> list[Any]:
    return [_encode(value, depth, left) for value in values]


def _short(pattern: Any) -> Any:
    if len(pattern) > _MOST_PATTERN:
        raise NotPlain
    return pattern


def _pairs(values: Any, depth: int, left: list[int]) -> list[Any]:
    return [
        [_encode(key, depth, left), _encode(value, depth, left)]
        for key, value in dict.items(values)
    ]


def _int(value: Any, depth: int, left: list[int]) -> list[Any]:
    number = int.__pos__(value)
    left[0] -= number.bit_length() // 64
    return ["int", hex(number)]


def _inner(value: Any, kind: type, depth: int, left: list[int]) -> Any:
    data = object.__getattribute__(value, "data")
    if type(data) is not kind:
        raise NotPlain
    return _encode(data, depth, left)


def _moment(value: Any, depth: int, left: list[int]) -> list[Any]:
    if value.tzinfo is not None and type(value.tzinfo) is not datetime.timezone:
        raise NotPlain
    kind = "datetime" if isinstance(value, datetime.datetime) else "time"
    return [kind, type(value).isoformat(value)]


_Way = Callable[[Any, int, list[int]], Any]
_WAYS: dict[type, _Way] = {
    type(None): lambda value, depth, left: None,
    bool: lambda value, depth, left: value,
    int: _int,
    float: lambda value, depth, left: ["float", float.hex(float.__pos__(value))],
    complex: lambda value, depth, left: [
        "complex", float.hex(complex.__pos__(value).real), float.hex(complex.__pos__(value).imag)
    ],
    str: lambda value, depth, left: str.__str__(value),
    bytes: lambda value, depth, left: ["bytes", bytes.hex(value)],
    bytearray: lambda value, depth, left: ["bytearray", bytearray.hex(value)],
    type(...): lambda value, depth, left: ["..."],
    list: lambda value, depth, left: _listed("list", list.__iter__(value), depth, left),
    tuple: lambda value, depth, left: _listed("tuple", tuple.__iter__(value), depth, left),
    set: lambda value, depth, left: ["set", _items(set.__iter__(value), depth, left)],
    frozenset: lambda value, depth, left: [
        "frozenset", _items(frozenset.__iter__(value), depth, left)
    ],
    dict: lambda value, depth, left: ["dict", _pairs(value, depth, left)],
    collections.Counter: lambda value, depth, left: ["Counter", _pairs(value, depth, left)],
    collections.OrderedDict: lambda value, depth, left: [
        "OrderedDict",
        [[_encode(key, depth, left), _encode(dict.__getitem__(value, key), depth, left)]
         for key in collections.OrderedDict.__iter__(value)],
    ],
    collections.defaultdict: lambda value, depth, left: ["defaultdict", _pairs(value, depth, left)],
    collections.deque: lambda value, depth, left: [
        "deque", _items(collections.deque.__iter__(value), depth, left)
    ],
    collections.UserList: lambda value, depth, left: ["UserList", _inner(value, list, depth, left)],
    collections.UserDict: lambda value, depth, left: ["UserDict", _inner(value, dict, depth, left)],
    type({}.keys()): lambda value, depth, left: ["keys", _items(value, depth, left)],
    type({}.values()): lambda value, depth, left: ["values", _items(value, depth, left)],
    type({}.items()): lambda value, depth, left: ["items", _items(value, depth, left)],
    range: lambda value, depth, left: [
        "range", *(_encode(part, depth, left) for part in (value.start, value.stop, value.step))
    ],
    slice: lambda value, depth, left: [
        "slice", *(_encode(part, depth, left) for part in (value.start, value.stop, value.step))
    ],
    fractions.Fraction: lambda value, depth, left: [
        "Fraction", *(_encode(part, depth, left)
                      for part in fractions.Fraction.as_integer_ratio(value))
    ],
    decimal.Decimal: lambda value, depth, left: ["Decimal", decimal.Decimal.__str__(value)],
    datetime.datetime: _moment,
    datetime.time: _moment,
    datetime.date: lambda value, depth, left: ["date", datetime.date.isoformat(value)],
    datetime.timedelta: lambda value, depth, left: [
        "timedelta", *(_encode(part, depth, left)
                       for part in (value.days, value.seconds, value.microseconds))
    ],
    uuid.UUID: lambda value, depth, left: ["UUID", uuid.UUID.__str__(value)],
    re.Pattern: lambda value, depth, left: [
        "pattern", _encode(_short(value.pattern), depth, left),
        _encode(value.flags & ~re.DEBUG, depth, left),
    ],
    array.array: lambda value, depth, left: [
        "typed", value.typecode, _items(array.array.tolist(value), depth, left)
    ],
}  # fmt: skip


def decode(data: Any) -> Any:
    """Build the value that `encode` took apart; raises `ValueError` for what it never makes."""
    try:
        return _decode(data, 0, [2 * MOST_ITEMS])
    except Exception as error:
        raise ValueError(f"no encoded value: {error}") from None


def _decode(data: Any, depth: int, left: list[int]) -> Any:
    left[0] -= 1
    if data is None or type(data) in (bool, str):
        return data
    if type(data) is not list or depth > MOST_LEVELS or left[0] < 0:
        raise ValueError("no encoded value")
    kind, *rest = data
    if kind == "dict":
        return {_decode(key, depth + 1, left): _decode(item, depth + 1, left)
                for key, item in rest[0]}  # fmt: skip
    if kind in _MADE_OF_PAIRS:
        return _MADE_OF_PAIRS[kind](_decode(["dict", rest[0]], depth, left))
    if kind in _MADE_OF_ITEMS:
        return _MADE_OF_ITEMS[kind]([_decode(item, depth + 1, left) for item in rest[0]])
    if kind in _MADE_OF_PARTS:
        return _MADE_OF_PARTS[kind](*(_decode(part, depth + 1, left) for part in rest))
    if kind in _MADE_OF_TEXT:
        return _MADE_OF_TEXT[kind](*rest)
    if kind in tables.KINDS:
        return tables.decode(data, lambda part: _decode(part, depth + 1, left))
    if kind == "packed":
        if rest[0] not in ("list", "tuple") or rest[1] not in ("q", "d"):
            raise ValueError("no encoded value")
        items = array.array(rest[1], base64.b64decode(rest[2], validate=True)).tolist()
        left[0] -= len(items)
        if left[0] < 0:
            raise ValueError("no encoded value")
        return items if rest[0] == "list" else tuple(items)
    if kind == "typed":
        return array.array(rest[0], [_decode(item, depth + 1, left) for item in rest[1]])
    raise ValueError("no encoded value")


def _type(name: str) -> type:
    kind = vars(builtins)[name]
    if type(kind) is not type:
        raise ValueError("no encoded value")
    return kind


def _fraction(above: Any, below: Any) -> fractions.Fraction:
    """Of two whole numbers: of the text "1e999999999" Python would calculate one for hours."""
    if type(above) is not int or type(below) is not int:
        raise ValueError("no encoded value")
    return fractions.Fraction(above, below)


_MADE_OF_ITEMS: dict[str, Callable[[list[Any]], Any]] = {
    "list": list,
    "tuple": tuple,
    "set": set,
    "frozenset": frozenset,
    "deque": collections.deque,
    "keys": lambda items: dict.fromkeys(items).keys(),
    "values": lambda items: dict(enumerate(items)).values(),
    "items": lambda items: dict(items).items(),
}
_MADE_OF_PAIRS: dict[str, Callable[[dict[Any, Any]], Any]] = {
    "Counter": collections.Counter,
    "OrderedDict": collections.OrderedDict,
    "defaultdict": lambda pairs: collections.defaultdict(None, pairs),
}
_MADE_OF_PARTS: dict[str, Callable[..., Any]] = {
    "UserList": collections.UserList,
    "UserDict": collections.UserDict,
    "range": range,
    "slice": slice,
    "Fraction": _fraction,
    "timedelta": datetime.timedelta,
    "pattern": lambda text, flags: re.compile(_short(text), flags),
}
_MADE_OF_TEXT: dict[str, Callable[..., Any]] = {
    "int": lambda text: int(text, 16),
    "float": float.fromhex,
    "complex": lambda real, imag: complex(float.fromhex(real), float.fromhex(imag)),
    "bytes": bytes.fromhex,
    "bytearray": bytearray.fromhex,
    "...": lambda: ...,
    "type": _type,
    "Decimal": decimal.Decimal,
    "datetime": datetime.datetime.fromisoformat,
    "time": datetime.time.fromisoformat,
    "date": datetime.date.fromisoformat,
    "UUID": uuid.UUID,
}


# Comparing decoded values

_EACH = {
    "Eq": operator.eq, "NotEq": operator.ne, "Lt": operator.lt, "LtE": operator.le,
    "Gt": operator.gt, "GtE": operator.ge,
}  # fmt: skip
_ORDERS = {"Lt": operator.lt, "LtE": operator.le, "Gt": operator.gt, "GtE": operator.ge}


def holds(name: str, left: Any, right: Any) -> bool:
    """Whether a comparison holds between decoded values: "Eq", "Lt", "In" and so on.

    `True` is not 1; 2 and 2.0 are the same number. Raises `TypeError` where there is no order.
    """
    if name in ("NotEq", "NotIn", "IsNot"):
        return not holds({"NotEq": "Eq", "NotIn": "In", "IsNot": "Is"}[name], left, right)
    if name == "Is":
        changing = type(left) in (list, dict, set, bytearray)
        return left is right or (not changing and exact.same(left, right))
    if name == "Eq":
        return equal(left, right)
    if name == "In":
        if type(right) in (str, bytes, bytearray, range):
            return type(left) is not bool and bool(left in right)
        if tables.is_table(right):  # it has labels
            return bool(left in right)
        if tables.is_array(right) and not (tables.is_array(left) or type(left) in (list, tuple)):
            right = right.ravel()  # NumPy looks among the items of its rows, too
        return any(equal(left, item) for item in right)
    if bool in (type(left), type(right)) and type(left) is not type(right):
        raise TypeError("True and False have no place among numbers.")
    return true(_ORDERS[name](left, right))


def equal(one: Any, other: Any) -> bool:
    """Whether two decoded values are equal, with no `True` in the place of a 1."""
    if type(one) in (list, tuple) or type(other) in (list, tuple):
        if type(one) in (list, tuple) and type(other) in (list, tuple):
            return (type(one) is type(other) and len(one) == len(other)
                    and all(map(equal, one, other)))  # fmt: skip
    elif isinstance(one, dict) and isinstance(other, dict):
        return (bool(one == other) and _bools(one) == _bools(other)
                and all(equal(value, other[key]) for key, value in one.items()))  # fmt: skip
    elif isinstance(one, (set, frozenset)) and isinstance(other, (set, frozenset)):
        return bool(one == other) and _bools(one) == _bools(other)
    elif type(one) is bool or type(other) is bool:
        return tables.plain_bool(one) is tables.plain_bool(other)
    result = one == other
    if type(result) is bool:
        return result
    return tables.all_equal(one, other, result)


def each(name: str, left: Any, right: Any) -> Any:
    """A comparison of decoded values: of arrays the result for each item, of all else as `holds`.

    Raises `TypeError` where there is no order.
    """
    if name in _EACH and (tables.is_array(left) or tables.is_array(right)):
        result = _EACH[name](left, right)
        return tables.unlike(name != "NotEq") if tables.is_lost(left, right, result) else result
    return holds(name, left, right)


def true(result: Any) -> bool:
    """Whether a decoded result counts as true: an array if all of it does."""
    return tables.all_true(result) if tables.is_array(result) else bool(result)


def _bools(items: Any) -> int:
    return sum(type(item) is bool for item in items)
