"""Where a program stands after some steps: a pure function of its choices."""

from __future__ import annotations

import linecache
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.lines import line_of
from threadlab.explorer.engine.log import PRINT, SYNC, place_of
from threadlab.explorer.engine.marks import is_program
from threadlab.explorer.engine.policies import Dice, InTurn
from threadlab.explorer.engine.schedule import Script
from threadlab.explorer.engine.waits import owner_of
from threadlab.explorer.engine.world import Clock, World
from threadlab.explorer.model.thread import work_of
from threadlab.explorer.objects.kinds import function_globals
from threadlab.explorer.result import Kind
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage, stage
from threadlab.explorer.telling.names import short, thing_name, thread_name
from threadlab.explorer.telling.notes import Telling
from threadlab.explorer.telling.run import names_of, run_of

SAMPLES = 8  # runs by chance in which more places may show than in the default order
_SHOWN = (int, float, str, bool, list, dict, set, tuple, type(None))


@dataclass(frozen=True)
class Choice:
    """A thread that has not ended: its next operation if it can go on, else what it waits for.

    `operation` is "begin", "read", "write", "call", "end" or empty, `object` what it is about;
    `line` (from 1), `file` and `source` are the statement before which the thread stands, `owner`
    the thread that has what it waits for.
    """

    thread: str
    name: str
    ready: bool
    operation: str
    object: str
    line: int
    file: str
    source: str
    waits_for: str
    owner: str


@dataclass(frozen=True)
class Standing:
    """Where a program stands: who can go on, the shared variables, the output so far.

    `schedule` is the string that leads here in a replay; `variables` are the plain globals, as
    short text, `sources` the texts of the program by file. `done` says whether the program has
    ended, `kind` and `message` how it failed.
    """

    schedule: str
    threads: tuple[Choice, ...]
    variables: Mapping[str, str]
    output: str
    events: tuple[Event, ...]
    elapsed: float
    sources: Mapping[str, str]
    done: bool
    kind: Kind | None
    message: str


class Steps(Script):
    """Follows the choices and stops there; main goes on by itself until there is a choice.

    Only what more than one thread touches counts as an operation here.
    """

    stopped = False

    def __init__(self, words: str, visible: frozenset[int]):
        super().__init__(words)
        self.visible = visible
        self._seen = 0

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on until the choice's operations are done."""
        if site not in self.visible:
            return me
        self._seen += 1
        if self._count is None or self._seen < self._count:
            return me
        return self._next(world, me)

    def _next(self, world: World, me: Fiber) -> Fiber | None:
        if len(world.fibers) == 1 and me.busy and me.waiting is None:
            return me
        if self.words:
            following = super()._next(world, me)
            fresh = following is not None and not following.pending and following is not me
            self._seen = -1 if fresh else 0
            return following
        self.stopped = any(world.can_go(fiber) for fiber in world.live)
        world.ending = "cut" if self.stopped else world.ending
        return None


@lru_cache(maxsize=512)
def step_text(text: Text, choices: tuple[str, ...], *, clock: Clock = "any") -> Standing:
    """Run `text` along `choices`, threads such as "T1" or "T1:3", and say where it stands then.

    Raises `ThreadlabError` if a choice is no thread that can go on.
    """
    ready = staged(text, clock)
    world = ready.world
    visible = sampled(text, clock).places
    words = [choice if ":" in choice else f"{choice}:1" for choice in choices]
    policy = Steps(" ".join(words), visible)
    threads: list[Choice] = []
    ready.run((), policy, at_stop=lambda: threads.extend(_choices(ready)))
    if world.ending == "refused":
        raise ThreadlabError(policy.refusal)
    run = run_of(ready, lambda note: place_of(note.entry) in visible)
    failed = world.failed is not None or not policy.stopped
    found = Standing(
        schedule=run.schedule,
        threads=tuple(threads),
        variables=plain_variables(ready),
        output=run.output,
        events=run.events,
        elapsed=run.elapsed,
        sources=run.sources,
        done=not policy.stopped,
        kind=run.kind if failed else None,
        message=run.message if failed else "",
    )
    ready.forget()
    return found


@lru_cache(maxsize=8)
def staged(text: Text, clock: Clock, *, tells: bool = True) -> Stage:
    """The program, ready to be run again and again: to read it takes longer than to run it.

    One that does not tell what it does runs several times as fast, from the same choices.
    """
    return stage(text, clock=clock, log=Telling if tells else None)


@dataclass(frozen=True)
class Sampled:
    """What some runs of a program have shown.

    `places` are those that touch what more than one thread touches; `threads` the labels of all
    threads that there were, in the order in which their creators have made them, and `files` those
    whose lines were run. `missing` are names for want of which runs have failed.
    """

    places: frozenset[int]
    threads: tuple[str, ...]
    files: frozenset[str]
    missing: frozenset[str]


@lru_cache(maxsize=32)
def sampled(text: Text, clock: Clock) -> Sampled:
    """Run the program a few times, and say what can be known of it before it is stepped through."""
    ready = staged(text, clock)
    world = ready.world
    paths: set[tuple[int, ...]] = set()
    files: set[str] = set()
    missing: set[str] = set()
    places = {SYNC, PRINT}
    for _ in _samples(ready):
        places |= _touched_by_many(world)
        paths |= world.paths.keys()
        missing |= _missing(world)
        files = files or {event.file for event in run_of(ready).events}
    ready.forget()
    labels = ("T" + ".".join(map(str, path)) if path else "main" for path in sorted(paths))
    return Sampled(frozenset(places), tuple(labels), frozenset(files), frozenset(missing))


def _missing(world: World) -> set[str]:
    """The name for want of which the run has failed, if it has."""
    error = world.failed.error if world.failed is not None else None
    if not isinstance(error, NameError) or type(error) is not NameError:  # not a local's
        return set()
    return {error.name} if type(error.name) is str else set()


def _samples(ready: Stage) -> Iterator[None]:
    for policy in [InTurn(), *map(Dice, range(SAMPLES))]:
        ready.run((), policy)
        yield


def visible_places(ready: Stage) -> frozenset[int]:
    """The places of `sampled`, as they are numbered in one that does not tell."""
    places = {SYNC, PRINT}
    for _ in _samples(ready):
        places |= _touched_by_many(ready.world)
    return frozenset(places)


def plain_variables(ready: Stage) -> dict[str, str]:
    """The plain global variables as they stand, as short text."""
    return {
        name: short(value)
        for name, value in ready.names.items()
        if name[0] not in "_@" and _is_plain(value)
    }


def _touched_by_many(world: World) -> set[int]:
    users: dict[object, set[int]] = {}
    places: dict[object, set[int]] = {}
    start = 0
    for segment in world.segments:
        for entry in world.log[start : segment.end]:
            for key, _ in world.footprints.of(entry):
                users.setdefault(key, set()).add(segment.fiber)
                place = place_of(entry)
                if place is not None:
                    places.setdefault(key, set()).add(place)
        start = segment.end
    return {
        place for key, found in users.items() if len(found) > 1 for place in places.get(key, ())
    }


def _choices(ready: Stage) -> list[Choice]:
    world = ready.world
    names = names_of(ready)
    found = []
    for fiber in world.live:
        file, line = line_of(fiber)
        waits = fiber.waiting is not None and fiber.waiting.busy
        site = world.footprints.sites[fiber.site] if fiber.pending and not waits else None
        if site is not None and site.line:
            file, line = site.file, site.line
        operation = site.operation if site is not None and site.line else ""
        if not fiber.n and not waits:
            operation, (file, line) = "begin", _first_line(fiber.thread)
        elif not line and not waits:
            operation = "end"
        found.append(
            Choice(
                thread=fiber.label,
                name=thread_name(fiber),
                ready=world.can_go(fiber),
                operation=operation,
                object=site.name if site is not None else "",
                line=line,
                file=file,
                source=linecache.getline(file, line).strip() if line else "",
                waits_for=thing_name(fiber.waiting, names, fiber.doing) if waits else "",
                owner=owner_of(fiber.waiting) if waits else "",
            )
        )
    return found


def _is_plain(value: Any) -> bool:
    """Whether a value's text tells something: lists of threads do not."""
    if type(value) is dict:
        value = list(value.values())
    if type(value) in (list, tuple, set):
        return all(type(item) in _SHOWN for item in list(value)[:20])
    return type(value) in _SHOWN


def _first_line(thread: Any) -> tuple[str, int]:
    """Where a thread will begin, as far as that is a function of the program.

    Nothing is asked of the thread itself: that would be a look, and a part of the run.
    """
    try:
        target = work_of(thread).target if thread is not None else None
        work = target or getattr(type(thread), "run", None)
    except AttributeError:
        return "", 0
    code = getattr(work, "__code__", None)
    if code is None or not is_program(function_globals(work)):
        return "", 0
    return code.co_filename, code.co_firstlineno
