"""The log of a run: a flat list of entries, each about one access. This module knows their shapes.

Entries are plain tuples and integers, since a run makes thousands of them and a search millions.

| entry | what it says |
|---|---|
| `site` | the module's variable that is named at `site` was read or written |
| `(site, owner)` | the same, for an attribute of `owner` or a variable that functions share |
| `(site, thing, mode, item)` | `thing` was touched in `mode`; `item` is the index, name or value |
| `(~site, thing, mode, item)` | a further touch by an operation that began with an earlier entry |
| `(~site, None, ADJUST, read)` | next, a sum with what was read at `read` is written at `site` |
| `(None, thing, mode, item)` | the thread goes on after a wait: not an operation of its own |

A *site* is a place in the program's text (site.py). Two are no places: `SYNC`, at
which objects of the library log what is done with them, and `PRINT`. A `site` that is not inverted
is an operation of its own, which a schedule counts; before it others can go on. `thing` may also
be a string (what has no object: "clock", "output", "unknown"), a `Fiber` (a thread's beginning and
end), or None where the operation touches nothing.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from threadlab.explorer.engine.modes import READ

SYNC = 0  # the site of operations that the library's objects log by themselves
PRINT = 1

FIELDS = ("fields",)  # as what is touched of an object: each of its attributes


class Attribute(NamedTuple):
    """As what is touched of an object: its attribute `name`. No key of a program is one."""

    name: Any


# How somebody who would not wait, or not for ever, has looked at a lock or a permit.
TAKEN, TRIED, LATE = "taken", "tried", "late"
WOKEN = "woken"  # and somebody who would not wait for ever was woken in time

# What code touches of which nobody knows what it does: one thing for all of it.
UNKNOWN = "unknown"

Entry = Any  # int | tuple[int, Any] | tuple[int | None, Any, int, Any], see above


def parts(entry: Entry) -> tuple[int | None, int]:
    """The site as it stands in an entry, and the mode; READ where the site says which it is.

    >>> parts(7), parts((7, "owner")), parts((~7, "thing", 2, None))
    ((7, 1), (7, 1), (-8, 2))
    """
    if type(entry) is int:
        return entry, READ
    return entry[0], (entry[2] if len(entry) > 2 else READ)


def place_of(entry: Entry) -> int | None:
    """The site at which an entry was made, inverted or not; None after a wait.

    >>> place_of(7), place_of((~7, "thing", 2, None)), place_of((None, "thing", 2, None))
    (7, 7, None)
    """
    site = entry if type(entry) is int else entry[0]
    return site if site is None or site >= 0 else ~site


def is_touch(entry: Entry) -> bool:
    """Whether an entry is of the long kind, (site, thing, mode, item)."""
    return type(entry) is not int and len(entry) == 4
