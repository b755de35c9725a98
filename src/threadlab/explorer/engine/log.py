"""The log of a run: a flat list of entries, each about one access. This module knows their shapes.

Entries are plain tuples and integers, since a run makes thousands of them and a search millions.

| entry | what it says |
|---|---|
| `site` | the variable of a module that stands at `site` was read or written |
| `(site, owner)` | the same of an attribute of `owner`, or of a variable that functions share |
| `(site, thing, mode, item)` | `thing` was touched in `mode`; `item` is the index, name or value |
| `(~site, thing, mode, item)` | besides, by the same operation: it has begun with an entry before |
| `(None, thing, mode, item)` | the thread goes on after it has waited: no operation of its own |

A *site* is a place in the program's text (`instrument.points.Site`). Two are no places: `SYNC`, at
which objects of the library log what is done with them, and `PRINT`. A `site` that is not inverted
is an operation of its own, which a schedule counts; before it others can go on. `thing` may also
be a string (what has no object: "clock", "output"), a `Fiber` (a thread's beginning and end), or
None where the operation touches nothing.
"""

from __future__ import annotations

from typing import Any

SYNC = 0  # the site of operations that the library's objects log by themselves
PRINT = 1

FIELDS = ("fields",)  # as what is touched of an object: each of its attributes
# How somebody who would not wait, or not for ever, has looked at a lock or a permit.
TAKEN, TRIED, LATE = "taken", "tried", "late"

Entry = Any  # int | tuple[int, Any] | tuple[int | None, Any, int, Any], see above
