"""Comparisons for check cells: only what is the same type and the same value is the same.

An answer may not talk its way through a check: an object that equals everything equals nothing
here, and True is not 1. Only 2 and 2.0 are the same number, so that seconds can be compared.
"""

from __future__ import annotations

import datetime
import decimal
import fractions
from typing import Any

_ATOMS = (int, float, complex, str, bytes, bool, type(None), type(...))
_VALUES = (
    decimal.Decimal, fractions.Fraction, datetime.datetime, datetime.date, datetime.timedelta,
    range,
)  # fmt: skip
_ORDERED = (int, float, str, bytes, bool, *_VALUES)


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of exactly the same plain types, down to their items.

    >>> same([1, 2], [1, 2]), same(1, True), same(1, 1.0)
    (True, False, True)
    """
    kind = type(one)
    if kind is not type(other):
        return {kind, type(other)} == {int, float} and bool(one == other)
    if kind in _ATOMS or kind in _VALUES:
        return bool(one == other)
    if kind in (list, tuple):
        return len(one) == len(other) and all(map(same, list(one), list(other)))
    if kind in (set, frozenset):
        plain = all(type(item) in _ATOMS or type(item) is tuple for item in (*one, *other))
        return plain and _sorted(one) == _sorted(other)
    if kind is dict:
        mine, others = _typed(one), _typed(other)
        return mine.keys() == others.keys() and all(same(mine[key], others[key]) for key in mine)
    return one is other


def _typed(items: dict[Any, Any]) -> dict[Any, Any]:
    return {(type(key), key if type(key) in (*_ATOMS, tuple) else id(key)): value
            for key, value in items.items()}  # fmt: skip


def _sorted(items: Any) -> list[str]:
    return sorted(f"{type(item).__name__} {item!r}" for item in items)


def differ(one: Any, other: Any) -> bool:
    """Whether two values are not the `same`."""
    return not same(one, other)


def among(item: Any, items: Any) -> bool:
    """Whether `items`, a plain container, has an item that is the `same`; a part for strings."""
    if type(items) in (str, bytes):
        return type(item) is type(items) and item in items
    if type(items) in (
        list,
        tuple,
        set,
        frozenset,
        dict,
        range,
        type({}.keys()),
        type({}.values()),
    ):
        return any(same(item, other) for other in items)
    return False


def ordered(one: Any, other: Any) -> bool:
    """Whether two values can be put in order without asking either of them."""
    if type(one) in (list, tuple) and type(other) is type(one):
        return all(ordered(a, b) for a, b in zip(one, other, strict=False))
    if type(one) in (set, frozenset) and type(other) in (set, frozenset):
        return all(type(item) in _ATOMS for item in (*one, *other))
    return type(one) in _ORDERED and type(other) in _ORDERED
