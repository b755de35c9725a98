"""Schedules as strings: `main T1:2 T2 T1` and back.

Each word lets one thread go on: as far as it can, or by so many operations. An operation is an
access to something that threads may share, a call on a lock, queue or thread, or a print. After
the last word each thread goes on for as long as it can, the one that was created first going first.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Sequence

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.fiber import FOREVER, Fiber, Segment
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.waits import owner_of
from threadlab.explorer.engine.world import World
from threadlab.words import say

_WORD = re.compile(r"(main|T(\d+(?:\.\d+)*))(?::(\d+))?$")


def to_text(segments: Sequence[Segment], paths: dict[tuple[int, ...], int]) -> str:
    """The schedule of a run, given by its segments."""
    labels = {index: _label(path) for path, index in paths.items()}
    done: dict[int, int] = {}
    words: list[tuple[int, int | None]] = []
    for segment in segments:
        count = segment.done - done.get(segment.fiber, 0)
        done[segment.fiber] = segment.done
        preempted = segment.until != FOREVER
        if preempted and not count:
            continue
        if words and words[-1][0] == segment.fiber and (last := words[-1][1]) is not None:
            words.pop()
            count += last
        words.append((segment.fiber, count if preempted else None))
    return " ".join(
        labels[fiber] + ("" if count is None else f":{count}") for fiber, count in words
    )


def _label(path: tuple[int, ...]) -> str:
    return "T" + ".".join(map(str, path)) if path else "main"


def from_text(schedule: str) -> list[tuple[tuple[int, ...], int | None]]:
    """The words of a schedule as pairs of a thread's path and a number of operations or None.

    Raises `ThreadlabError` on a word that is none, and on what is no text at all.
    """
    if not isinstance(schedule, str):
        raise ThreadlabError(say("schedule.no_text", kind=type(schedule).__name__))
    words = []
    for word in schedule.split():
        match = _WORD.match(word)
        if match is None or match[3] == "0":
            raise ThreadlabError(say("schedule.word", word=word))
        path = tuple(map(int, match[2].split("."))) if match[2] else ()
        words.append((path, int(match[3]) if match[3] else None))
    return words


class Script(Policy):
    """Follows the words of a schedule, then lets each thread go on for as long as it can.

    Where a word asks for a thread that can't go on, the run ends as "refused" and `refusal` says
    why.
    """

    careful = True

    def __init__(self, schedule: str, *, daemons: bool = True):
        self.words = deque(from_text(schedule))
        self.daemons = daemons
        self.refusal = ""
        self._base = 0
        self._count: int | None = 0
        self._begun = False

    @property
    def fair(self) -> bool:  # type: ignore[override]
        """Not before the last word: the words say where a thread was made to stop."""
        return not self.words

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on until the word's operations are done."""
        if self._count is None or world.n - 1 - self._base < self._count:
            return me
        return self._next(world, me)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """Take the next word where the thread can't go on."""
        return self._next(world, me)

    def first(self, world: World, main: Fiber) -> Fiber | None:
        """Who begins: main, and the first word is usually its own."""
        return self._next(world, main) if self.words else main

    def _next(self, world: World, me: Fiber) -> Fiber | None:
        if not self.words:
            self._count = None
            self.careful = False
            if me.busy and me.waiting is None:
                return me
            return super().choose(world, me)
        path, self._count = self.words.popleft()
        fiber = next((fiber for fiber in world.fibers if fiber.path == path), None)
        label = _label(path)
        if fiber is None:
            self.refusal = say("schedule.unknown", thread=label)
        elif not fiber.busy:
            self.refusal = say("schedule.over", thread=label)
        elif not world.can_go(fiber):
            thing, owner = fiber.waiting, owner_of(fiber.waiting)
            key = "schedule.waits_for" if owner else "schedule.waits"
            name = type(thing.about).__name__.lower() if thing is not None else ""
            if isinstance(thing, Fiber):
                key, name = "schedule.waits", say("waits.end", thread=thing.label)
            self.refusal = say(key, thread=label, thing=name, owner=owner)
        else:
            here = world.n - 1 if fiber is me and fiber.waiting is None else fiber.done
            self._base = max(here, 0)
            return fiber
        world.ending = "refused"
        return None
