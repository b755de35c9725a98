"""What containers consist of, without a call of any code of the program's own."""

from __future__ import annotations

from collections import deque
from typing import Any

from threadlab.explorer.objects.kinds import is_a

ATOMS = frozenset((int, str, float, bool, bytes, type(None)))
_SEQUENCES: tuple[Any, ...] = (list, tuple, set, frozenset, deque)
_CONTAINERS = (*_SEQUENCES, dict)
PLAIN = frozenset(_CONTAINERS)  # classes whose objects have nothing but items


def parts(value: Any) -> list[Any] | None:
    """The items of a plain container, and of a program's own class of such; None for all else."""
    if not issubclass(type(value), _CONTAINERS):
        return None
    for cls in _SEQUENCES:
        if is_a(value, cls):
            return list(cls.__iter__(value))
    return [*dict.keys(value), *dict.values(value)]


def plain_parts(value: Any) -> list[Any]:
    """The items of what is `PLAIN`, without those that have no parts themselves: most are such."""
    found = [part for part in value if type(part) not in ATOMS]
    if type(value) is dict:
        found += [part for part in value.values() if type(part) not in ATOMS]
    return found


def is_plain_key(value: Any) -> bool:
    """Whether no attribute is asked for when `value` is hashed, or compared with another key."""
    cls = type(value)
    if cls is tuple:
        return all(type(part) in ATOMS for part in value)
    return cls in ATOMS or cls is type


def has(container: Any, key: Any) -> bool:
    """Whether C code finds `key`, whatever the program's own class would say."""
    for cls in (dict, set):
        if is_a(container, cls):
            return cls.__contains__(container, key)
    return key in container
