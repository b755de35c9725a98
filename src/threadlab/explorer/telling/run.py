"""One run of a program, told: what `simulate` and `replay` return and what a story is made of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from threadlab.errors import ThreadlabError
from threadlab.events import Event
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.log import Attribute, Entry, parts
from threadlab.explorer.engine.loops import Spin
from threadlab.explorer.engine.modes import LOOKS
from threadlab.explorer.engine.policies import Policy
from threadlab.explorer.engine.schedule import Script, to_text
from threadlab.explorer.engine.world import Clock, World
from threadlab.explorer.result import Run
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import Stage, stage
from threadlab.explorer.telling.ending import (
    graph_of,
    kind_of,
    message_of,
    place_of,
    raised,
    traceback_lines,
)
from threadlab.explorer.telling.events import events_of
from threadlab.explorer.telling.names import Names, thread_name
from threadlab.explorer.telling.notes import Note, Telling, told
from threadlab.story import tell
from threadlab.words import say


def told_run(
    text: Text, policy: Policy, *, clock: Clock, seed: int = 0, steps: int = 100_000
) -> tuple[Run, Stage]:
    """Run `text` once by `policy` and tell it."""
    ready = stage(text, clock=clock, seed=seed, steps=steps, log=Telling)
    world = ready.world
    ready.run((), policy)
    if isinstance(policy, Script) and world.ending == "refused":
        raise ThreadlabError(policy.refusal)
    return run_of(ready), ready


def run_of(ready: Stage, shared: Callable[[Note], bool] | None = None) -> Run:
    """What the run just made was like; `shared` says which reads and writes are told."""
    world, log = ready.world, told(ready)
    names = names_of(ready)
    shared = shared or _shared(world, log)
    events = events_of(log, names, shared)
    kind = kind_of(ready)
    message = message_of(ready, names)
    if (error := raised(ready)) is not None:
        events = _with(events, error)
    holds, waits = graph_of(world, names)
    threads = {fiber.label: thread_name(fiber) for fiber in world.fibers}
    ending = [message] if message else []
    if world.failed is not None and world.failed.error is not None:
        lines = traceback_lines(world.failed.error, ready.text.files)
        ending += lines if len(lines) > 1 else []  # one that the message names
    schedule = to_text(world.segments, world.paths)
    told_lines = [tell(events, threads, ending[1:]), say("story.schedule", schedule=schedule)]
    story = "\n".join([message, *told_lines] if message else told_lines)
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
        place=place_of(ready),
    )


def names_of(ready: Stage) -> Names:
    """What a reader of the program calls its objects."""
    log = told(ready)
    return Names(ready.names, log.local_names, ready.text.whole, log.other_names)


def _with(events: list[Event], error: Event) -> list[Event]:
    """The events with the exception that has ended a thread, before its end, as steps from 1."""
    own = [i for i, event in enumerate(events) if event.thread == error.thread]
    if not error.line and own:  # nowhere in the program's lines: where the thread was started
        begun = events[own[0]]
        error = replace(error, file=begun.file, line=begun.line, source=begun.source)
    at_line = [i for i in own if _place(events[i]) == _place(error)]
    after = [events[i] for i in own if at_line and i > at_line[-1]]
    if at_line and all(event.operation in _UNWINDING or not event.line for event in after):
        place = at_line[-1] + 1
    else:
        place = next((i for i in own if events[i].operation == "exit"), len(events))
    if place < len(events):
        error = replace(error, time=events[place - 1 if at_line else place].time)
    later = [replace(event, step=event.step + 1) for event in events[place:]]
    return [*events[:place], replace(error, step=place + 1), *later]


_UNWINDING = ("release", "join", "wait", "wake", "exit")  # what leaving a block does


def _place(event: Event) -> tuple[str, int]:
    return event.file, event.line


def _shared(world: World, log: Telling) -> Callable[[Note], bool]:
    """What says of a note whether it touches something that changes under more than one thread."""
    of = world.footprints.of
    users: dict[object, set[Fiber]] = {}
    changing: set[object] = set()
    opened: dict[Fiber, Note] = {}
    classes: dict[int, list[Entry]] = {}  # that the read of an attribute has asked as well
    for note in log.notes:
        if (parts(note.entry)[0] or 0) >= 0:
            opened[note.fiber] = note
        elif type(note.entry[3]) is Attribute and (first := opened.get(note.fiber)) is not None:
            classes.setdefault(id(first), []).append(note.entry)
        for key, mode in of(note.entry):
            known = users.setdefault(key, set())
            known.add(note.fiber)
            # What one thread has written before the others came is as good as constant.
            if len(known) > 1 and mode not in LOOKS:
                changing.add(key)

    if world.ending in ("spinning", "endless"):  # what they look at for ever, changed or not
        changing |= {key for key, known in users.items() if len(known) > 1}
        going = [
            fiber for fiber in world.live if fiber.waiting is None or type(fiber.waiting) is Spin
        ]
        changing |= {key for key, known in users.items() if any(fiber in known for fiber in going)}

    def shared(note: Note) -> bool:
        entries = [note.entry, *classes.get(id(note), ())]
        return any(key in changing for entry in entries for key, _ in of(entry))

    return shared
