"""Values on their way out of a sandbox: plain data of exact types, or nothing that can be judged.

The sandbox encodes with the methods of the built-in types themselves, so that no method of a
student's class is ever asked; the judge decodes JSON and builds new values from it.
"""

from __future__ import annotations

from typing import Any

from threadlab.explorer import exact

MOST_ITEMS = 200_000
DEEPEST = 60
_NAMES: dict[Any, str] = {list: "list", tuple: "tuple", set: "set", frozenset: "frozenset"}
_KINDS = {name: kind for kind, name in _NAMES.items()}
_PLAIN = (type(None), bool, int, float, complex, str, bytes, list, tuple, set, frozenset, dict,
          range, type(...), slice)  # fmt: skip
# Types whose own == may be asked about plain values: nobody's homework has made them.
_TRUSTED = ("collections", "fractions", "decimal", "datetime", "array", "numpy", "pathlib", "uuid")


class NotPlain(Exception):  # noqa: N818
    """A value that is more than data: it stays where it is."""


class NeedsSandbox(Exception):  # noqa: N818
    """What is asked about a value can only be answered where the value lives."""


class Opaque:
    """A value that stayed in the sandbox. Whatever is asked of it raises `NeedsSandbox`."""

    def __init__(self, kind: str):
        object.__setattr__(self, "_kind", kind)

    def _refuse(self, *_: Any, **__: Any) -> Any:
        raise NeedsSandbox

    def __getattr__(self, name: str) -> Any:
        raise NeedsSandbox

    __eq__ = __ne__ = __lt__ = __le__ = __gt__ = __ge__ = _refuse
    __bool__ = __len__ = __iter__ = __getitem__ = __contains__ = __call__ = _refuse
    __add__ = __radd__ = __sub__ = __rsub__ = __mul__ = __rmul__ = __abs__ = _refuse
    __truediv__ = __rtruediv__ = __floordiv__ = __mod__ = __rmod__ = __pow__ = __neg__ = _refuse
    __int__ = __float__ = __index__ = __round__ = __hash__ = __str__ = __repr__ = _refuse
    __format__ = __and__ = __or__ = __xor__ = __invert__ = __enter__ = __reversed__ = _refuse


def encode(value: Any) -> Any:
    """Return `value` as what JSON can hold; raises `NotPlain` for anything but plain data."""
    return _encode(value, 0, [MOST_ITEMS])


def _encode(value: Any, depth: int, left: list[int]) -> Any:
    left[0] -= 1
    if depth > DEEPEST or left[0] < 0:
        raise NotPlain
    kind = type(value)
    if value is None or kind is bool or kind is str:
        return value
    if kind is int:
        return ["int", hex(value)]
    if kind is float:
        return ["float", value.hex()]
    if kind is complex:
        return ["complex", value.real.hex(), value.imag.hex()]
    if kind is bytes:
        return ["bytes", value.hex()]
    if value is ...:
        return ["..."]
    if kind in _NAMES:
        return [_NAMES[kind], [_encode(item, depth + 1, left) for item in value]]
    if kind is dict:
        pairs = [[_encode(key, depth + 1, left), _encode(item, depth + 1, left)]
                 for key, item in value.items()]  # fmt: skip
        return ["dict", pairs]
    if kind is range:
        return ["range", value.start, value.stop, value.step]
    if kind is slice:
        parts = [_encode(part, depth + 1, left) for part in (value.start, value.stop, value.step)]
        return ["slice", parts]
    raise NotPlain


def decode(data: Any) -> Any:
    """Build the value that `encode` took apart; raises `ValueError` for what it never makes."""
    try:
        return _decode(data, 0)
    except (TypeError, IndexError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError(f"no encoded value: {error}") from None


def _decode(data: Any, depth: int) -> Any:
    if data is None or type(data) in (bool, str):
        return data
    if type(data) is not list or depth > DEEPEST:
        raise ValueError("no encoded value")
    kind, *rest = data
    if kind == "int":
        return int(rest[0], 16)
    if kind == "float":
        return float.fromhex(rest[0])
    if kind == "complex":
        return complex(float.fromhex(rest[0]), float.fromhex(rest[1]))
    if kind == "bytes":
        return bytes.fromhex(rest[0])
    if kind == "...":
        return ...
    if kind == "dict":
        return {_decode(key, depth + 1): _decode(item, depth + 1) for key, item in rest[0]}
    if kind == "range":
        return range(*(int(part) for part in rest))
    if kind == "slice":
        return slice(*(_decode(part, depth + 1) for part in rest[0]))
    return _KINDS[kind]([_decode(item, depth + 1) for item in rest[0]])


def compare(left: Any, *pairs: Any) -> bool:
    """Evaluate a chain of comparisons exactly: `compare(a, "Eq", lambda: b, "Lt", lambda: c)`."""
    for name, later in zip(pairs[::2], pairs[1::2], strict=True):
        right = later()
        if isinstance(left, Opaque) or isinstance(right, Opaque):
            raise NeedsSandbox
        if not _holds(name, left, right):
            return False
        left = right
    return True


def _holds(name: str, left: Any, right: Any) -> bool:
    if name in ("NotEq", "NotIn", "IsNot"):
        return not _holds({"NotEq": "Eq", "NotIn": "In", "IsNot": "Is"}[name], left, right)
    if name == "Is":
        plain = type(left) in _PLAIN and type(left) not in (list, dict, set)
        return left is right or (plain and exact.same(left, right))
    if name == "Eq":
        return _equal(left, right)
    if name == "In":
        if type(right) in _PLAIN or _foreign(type(right)):
            return exact.among(left, right) or (
                type(right) not in (str, bytes, range) and any(_equal(left, item) for item in right)
            )
        return (left in right) is True
    if type(left) in _PLAIN and type(right) in _PLAIN and not exact.ordered(left, right):
        raise TypeError(f"{type(left).__name__} and {type(right).__name__} have no order.")
    mixed = (type(left) in _PLAIN) != (type(right) in _PLAIN)
    if mixed and not (_foreign(type(left)) or _foreign(type(right))):
        raise TypeError(f"{type(left).__name__} and {type(right).__name__} have no order.")
    result = {
        "Lt": lambda: left < right,
        "LtE": lambda: left <= right,
        "Gt": lambda: left > right,
        "GtE": lambda: left >= right,
    }[name]()
    return bool(result)


def _foreign(kind: type) -> bool:
    return str(kind.__module__).split(".")[0] in _TRUSTED


def _equal(one: Any, other: Any) -> bool:
    if exact.same(one, other):
        return True
    mine, others = type(one) in _PLAIN, type(other) in _PLAIN
    if mine and others:
        if type(one) is type(other) and type(one) in (list, tuple) and len(one) == len(other):
            return all(map(_equal, list(one), list(other)))
        if type(one) is dict and type(other) is dict and one.keys() == other.keys():
            return all(_equal(value, other[key]) for key, value in one.items())
        return False
    if mine or others:  # an object made by homework equals no number, whatever it says itself
        stranger = type(other) if mine else type(one)
        return _foreign(stranger) and bool(one == other)
    return bool(one == other)
