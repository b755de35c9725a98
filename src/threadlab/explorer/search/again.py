"""The same run, made again: unless it does the same, nothing that was found is worth anything."""

from __future__ import annotations

import re
from collections.abc import Container
from typing import Any

from threadlab.explorer.engine.log import PRINT, place_of
from threadlab.explorer.engine.site import WRITE
from threadlab.explorer.search.asleep import Asleep
from threadlab.explorer.search.budget import MOST_ENTRIES
from threadlab.explorer.search.sections import Sections
from threadlab.explorer.stage import Stage
from threadlab.words import say

_ADDRESS = re.compile(r"0x[0-9a-fA-F]{4,}")  # of an object, as its text has it
_PLAIN = (int, float, str, bytes, bool, type(None))


class FirstRun:
    """What a run in the default order has done, in all that can be compared.

    Before it the hooks have known so many attributes of classes.
    """

    def __init__(self, ready: Stage, known: int):
        self.ready = ready
        self._known = known
        self._in_turn = ready.world.policy.workers_in_turn
        self._steps, self._rest = _steps(ready), _rest(ready)
        self.was_broken_off = ready.world.ending in ("long", "cut")

    def line_that_differs(self, sections: Sections) -> int | None:
        """Make the run again; None if it does the same, or the line, 0 if nobody knows which."""
        ready = self.ready
        self._run(sections)
        if len(ready.class_level) != self._known:  # the hooks have learned since what to log
            self._steps, self._rest = _steps(ready), _rest(ready)
            self._run(sections)
        steps, rest = _steps(ready), _rest(ready)
        if (steps, rest) == (self._steps, self._rest):
            return None
        both = zip(steps, self._steps, strict=False)
        first = next((i for i, (one, other) in enumerate(both) if one != other), None)
        if first is not None:
            return line_at(ready, first)
        return _last_write(ready, dict(rest[-1].items() ^ self._rest[-1].items()))

    def _run(self, sections: Sections) -> None:
        policy = Asleep(sections, {}, 0)
        policy.workers_in_turn = self._in_turn
        self.ready.run((), policy)


def other_each_time(line: int) -> str:
    """The sentence about a program that does not do the same again; `line` shows it first."""
    place = " " + say("outcome.differs", line=line) if line else ""
    return say("outcome.nondeterministic", place=place)


def _last_write(ready: Stage, names: Container[str]) -> int:
    """The line in which one of these variables has got its last value; 0 if there is none."""
    for entry in reversed(ready.world.log):
        if type(entry) is int and entry > PRINT:
            site = ready.sites[entry]
            if site.key in names and site.operation == WRITE:
                return site.line
    return 0


def line_at(ready: Stage, entry: int) -> int:
    """The line of an entry of the log, or of the last one before it that has a line."""
    for number in range(min(entry, len(ready.world.log) - 1), -1, -1):
        place = place_of(ready.world.log[number])
        if place is not None and place > PRINT and ready.sites[place].line:
            return ready.sites[place].line
    return 0


def _steps(ready: Stage) -> list[int]:
    world = ready.world
    if len(world.log) > MOST_ENTRIES:
        return []
    of = world.footprints.of
    return [hash((place_of(entry), tuple(of(entry)))) for entry in world.log]


def _rest(ready: Stage) -> Any:
    world = ready.world
    printed = [(fiber.path, _ADDRESS.sub("", text)) for fiber, text in world.output]
    values = {
        name: _ADDRESS.sub("", repr(value))
        for name, value in ready.names.items()
        if type(value) in _PLAIN
    }
    return world.ending, len(world.log), printed, values
