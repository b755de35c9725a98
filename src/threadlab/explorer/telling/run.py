"""One run of a program, told: what `simulate` and `replay` return and what a story is made of."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import replace

from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.modes import LOOKS
from threadlab.explorer.engine.schedule import Script, to_text
from threadlab.explorer.engine.world import Clock, Policy, World
from threadlab.explorer.result import Run
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage, stage
from threadlab.explorer.telling.ending import graph_of, kind_of, message_of, raised, traceback_lines
from threadlab.explorer.telling.events import Names, Note, Telling, events_of
from threadlab.story import tell
from threadlab.words import say


class Dice(Policy):
    """At each point anybody may go on, by a random number from `seed`."""

    careful = True

    def __init__(self, seed: object, flagged: bytearray | None = None, *, daemons: bool = True):
        self.random = random.Random(f"threadlab {seed}")
        self.flagged = flagged
        self.daemons = daemons

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Throw the dice where a switch can matter."""
        if self.flagged is not None and not self.flagged[site]:
            return me
        return self._throw(world)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """Throw the dice among those that can go on."""
        return self._throw(world)

    def _throw(self, world: World) -> Fiber | None:
        ready = world.ready()
        if world.clock == "any" and (not ready or self.random.random() < 0.25):
            ready = ready + world.sleepers()
        elif not ready:
            ready = world.sleepers()
        if not ready:
            return None
        return ready[int(self.random.random() * len(ready))]


class Rotate(Policy):
    """Each thread in turn goes on by `count` operations: everybody is in the midst of something.

    The main thread goes on for as long as it can, so that it has started the others by then.
    """

    careful = True

    def __init__(self, count: int, flagged: bytearray):
        self.count = count
        self.flagged = flagged
        self._left = count

    def at_point(self, world: World, me: Fiber, site: int) -> Fiber | None:
        """Go on with the next thread where the operations are done."""
        if me.path == () or not self.flagged[site]:
            return me
        self._left -= 1
        return me if self._left > 0 else self.choose(world, me)

    def choose(self, world: World, me: Fiber) -> Fiber | None:
        """The next thread that can go on, in the order of their creation."""
        self._left = self.count
        ready = world.ready() or world.sleepers()
        after = (fiber for fiber in ready if fiber.index > me.index)
        return next(after, ready[0] if ready else None)


class InTurn(Policy):
    """Each thread goes on for as long as it can; daemons are cut off at the end, as they are."""

    daemons = False


def told_run(
    text: Text, policy: Policy, *, clock: Clock, seed: int = 0, steps: int = 100_000
) -> tuple[Run, Stage]:
    """Run `text` once by `policy` and tell it."""
    log = Telling()
    ready = stage(text, clock=clock, seed=seed, log=log, steps=steps)
    world = ready.world
    world.run(ready.main, (), policy)
    if isinstance(policy, Script) and world.ending == "refused":
        raise ThreadlabError(policy.refusal)
    return run_of(ready, log), ready


def run_of(ready: Stage, log: Telling, shared: Callable[[Note], bool] | None = None) -> Run:
    """What the run just made was like; `shared` says which reads and writes are told."""
    world = ready.world
    names = Names(ready.names, log.local_names)
    shared = shared or _shared(world, log)
    events = events_of(log, names, shared)
    kind = kind_of(ready)
    message = message_of(ready, names)
    if (error := raised(ready)) is not None:
        events = _with(events, error)
    holds, waits = graph_of(world, names)
    threads = {fiber.label: getattr(fiber.thread, "_name", "MainThread") for fiber in world.fibers}
    ending = [message] if message else []
    if world.failed is not None and world.failed.error is not None:
        ending += traceback_lines(world.failed.error, ready.text.files)
    schedule = to_text(world.segments, world.paths)
    told = [tell(events, threads, ending[1:]), say("story.schedule", schedule=schedule)]
    story = "\n".join([message, *told] if message else told)
    return Run(
        schedule=schedule,
        elapsed=round(world.now, 9),
        output="".join(text for _, text in world.output),
        events=tuple(events),
        kind=kind,
        message=message,
        story=story,
        holds=holds,
        waits=waits,
        names=threads,
        sources={part.file: part.source for part in ready.text.parts},
        result=ready.result,
    )


def _with(events: list[Event], error: Event) -> list[Event]:
    """The events with the exception that has ended a thread, before its end, as steps from 1."""
    place = next(
        (i for i, event in enumerate(events)
         if event.thread == error.thread and event.operation == "exit"),
        len(events),
    )  # fmt: skip
    if place < len(events):
        error = replace(error, time=events[place].time)
    told = [*events[:place], error, *events[place:]]
    return [replace(event, step=i) for i, event in enumerate(told, start=1)]


def _shared(world: World, log: Telling) -> Callable[[Note], bool]:
    """What says of a note whether it touches something that changes under more than one thread."""
    of = world.footprints.of
    users: dict[object, set[Fiber]] = {}
    changing: set[object] = set()
    for note in log.notes:
        for key, mode in of(note.entry):
            known = users.setdefault(key, set())
            known.add(note.fiber)
            # What one thread has written before the others came is as good as constant.
            if len(known) > 1 and mode not in LOOKS:
                changing.add(key)

    def shared(note: Note) -> bool:
        return any(key in changing for key, _ in of(note.entry))

    return shared
