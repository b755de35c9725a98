"""How a run ended: which kind of failure it is, and the sentences that say so."""

from __future__ import annotations

import linecache
import traceback
from collections.abc import Iterator, Sequence

from threadlab.events import Event
from threadlab.explorer.engine.fiber import Fiber
from threadlab.explorer.engine.loops import Spin
from threadlab.explorer.engine.marks import runs_program
from threadlab.explorer.engine.waits import SLEEP, owner_of
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.missing import named_in
from threadlab.explorer.objects.kinds import called
from threadlab.explorer.result import Kind
from threadlab.explorer.stage import Stage
from threadlab.explorer.telling.names import Names, thing_name
from threadlab.explorer.telling.notes import Telling
from threadlab.story import cell_of
from threadlab.words import say

_SIGNS = {"eq": "==", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">="}


def kind_of(stage: Stage) -> Kind | None:
    """The kind of failure of the run just made; None if it was all right."""
    world = stage.world
    if world.unsupported is None and world.failed is not None and world.failed.error is not None:
        # Python itself may say of what is not modelled that it is of the wrong class.
        named = named_in(world.failed.error, world)
        if named is not None:
            named.file, named.line = _innermost(world.failed.error)
    if world.unsupported is not None:
        return "unsupported"
    if world.failed is not None:
        return "assertion" if isinstance(world.failed.error, AssertionError) else "exception"
    if world.ending == "stuck":
        return "deadlock"
    if world.ending in ("spinning", "endless"):
        return "livelock"
    if world.exit is not None:
        before_its_end = stage.text.entry or stage.text.is_check
        if before_its_end or world.exit.code not in (None, 0):
            return "exception"
    return None


def signature(stage: Stage) -> tuple[object, ...]:
    """What two failing runs have in common if they show the same fault."""
    world = stage.world
    kind = kind_of(stage)
    if world.failed is not None:
        return kind, called(type(world.failed.error)), _line(world.failed)
    return (kind,)


def _line(fiber: Fiber) -> int:
    return _innermost(fiber.error)[1]


_ENDS = (".", "!", "?", "…", ".”", '."', ":")


def message_of(stage: Stage, names: Names) -> str:
    """Say in a sentence or two what went wrong in the run just made."""
    world = stage.world
    kind = kind_of(stage)
    if kind == "unsupported":
        assert world.unsupported is not None
        line = world.unsupported.line
        place = say("outcome.in_line", line=line) if line else ""
        return say("outcome.unsupported", message=world.unsupported.message, place=place)
    if kind in ("assertion", "exception"):
        return _raised(stage)
    if kind == "deadlock":
        return " ".join([say("outcome.deadlock"), *_waits(world, names)])
    if kind == "livelock":
        if world.ending == "endless":
            return _endless(world)
        why = [*_spinning(world)]
        spins = Spin if why else None  # which is told already
        return " ".join([*(why or [say("outcome.livelock")]), *_waits(world, names, but=spins)])
    if world.ending == "long":
        if not world.longest:
            return say("outcome.threads", count=f"{len(world.fibers):,}")
        return say("outcome.long", turns=f"{world.steps:,}")
    return ""


def _spinning(world: World) -> Iterator[str]:
    """Why a run never ends in which one loop alone goes round; nothing if there are others."""
    spinning = [fiber for fiber in world.live if type(fiber.waiting) is Spin and not fiber.daemon]
    if len(spinning) != 1:
        return
    spin = spinning[0].waiting
    assert isinstance(spin, Spin)
    function, label = spin.frame.f_code.co_name, spinning[0].label
    if function == "<module>":
        yield say("outcome.one_spins", thread=label, line=spin.line)
    else:
        yield say("outcome.one_spins_in", function=function, thread=label, line=spin.line)


def _endless(world: World) -> str:
    """Why a run never ends: loops that nothing can leave, or all the same again and again."""
    stuck = [fiber for fiber in world.live if fiber.endless and not fiber.daemon]
    if not stuck:
        return say("outcome.repeats")
    function = stuck[0].endless_in[1]
    if len(stuck) == 1 and function != "<module>":
        line, thread = stuck[0].endless, stuck[0].label
        return say("outcome.no_way_out_of", function=function, thread=thread, line=line)
    places = [say("outcome.no_way_out", thread=fiber.label, line=fiber.endless) for fiber in stuck]
    return " ".join([say("outcome.endless"), *places])


def _raised(stage: Stage) -> str:
    world = stage.world
    if world.failed is None:
        assert world.exit is not None
        return say("outcome.exit", code=world.exit.code)
    fiber = world.failed
    error = fiber.error
    name = called(type(error))
    try:
        text = str(error)
    except Exception:
        text = ""
    line = _line(fiber)
    values = ""
    if isinstance(error, AssertionError) and isinstance(world.log, Telling):
        compared = world.log.compared
        event = raised(stage)
        if compared is not None and event is not None and event.source.startswith("assert"):
            sign = _SIGNS[compared[0]]
            values = say("outcome.compared", left=compared[1], sign=sign, right=compared[2])
    key = "outcome.raised" if fiber.path == () else "outcome.died"
    if not line:  # not in the program's own lines: a target with the wrong arguments, say
        key = "outcome.raised_nowhere" if fiber.path == () else "outcome.died_nowhere"
    said = say(key, thread=fiber.label, what=name, line=line)
    text = text.rstrip()
    if text:
        said = f"{said.removesuffix('.')}: {text}{'' if text.endswith(_ENDS) else '.'}"
    return said + values


def raised(stage: Stage) -> Event | None:
    """The exception that no thread has caught, as an event; None if there was none."""
    fiber = stage.world.failed
    if fiber is None:
        return None
    file, line = _innermost(fiber.error)
    source = linecache.getline(file, line).strip() if line else ""
    name = called(type(fiber.error))
    time = round(stage.world.now, 9)
    return Event(time, fiber.label, "raise", "", name, "", 0, line, file, source)


def _waits(world: World, names: Names, *, but: type | None = None) -> Iterator[str]:
    for fiber in world.live:
        if fiber.daemon or fiber.waiting is None or type(fiber.waiting) is but:
            continue
        owner = owner_of(fiber.waiting)
        thing = thing_name(fiber.waiting, names, fiber.doing)
        if isinstance(fiber.waiting, Fiber) or not owner:
            yield say("outcome.waits", thread=fiber.label, thing=thing)
        elif owner == fiber.label:
            yield say("outcome.waits_self", thread=fiber.label, thing=thing)
        else:
            yield say("outcome.waits_for", thread=fiber.label, thing=thing, owner=owner)


def graph_of(world: World, names: Names) -> tuple[dict[str, str], dict[str, str]]:
    """Who holds what, {lock: thread}, and who waits for what, {thread: lock}, at the end."""
    holds: dict[str, str] = {}
    waits: dict[str, str] = {}
    for fiber in world.live:
        thing = fiber.waiting
        if thing is None or thing is SLEEP or isinstance(thing, Fiber):
            continue
        name = thing_name(thing, names, fiber.doing)
        waits[fiber.label] = name
        if owner_of(thing):
            holds[name] = owner_of(thing)
    return holds, waits


def place_of(stage: Stage) -> tuple[str, int]:
    """The file and line of the program in which the run just made went wrong; ("", 0) if none."""
    world = stage.world
    if world.unsupported is not None:
        return world.unsupported.file, world.unsupported.line
    if world.failed is not None:
        return _innermost(world.failed.error)
    spin = next((fiber.waiting for fiber in world.live if type(fiber.waiting) is Spin), None)
    if world.ending == "spinning" and isinstance(spin, Spin):
        return spin.frame.f_code.co_filename, spin.line
    stuck = [fiber for fiber in world.live if fiber.endless and not fiber.daemon]
    if world.ending == "endless" and stuck:
        return stuck[0].endless_in[0], stuck[0].endless
    return _innermost(world.exit)


def _innermost(error: BaseException | None) -> tuple[str, int]:
    """Where in the program's own lines an exception was raised."""
    file, line = "", 0
    trace = error.__traceback__ if error is not None else None
    while trace is not None:
        if runs_program(trace.tb_frame):
            file, line = trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
    return file, line


def traceback_lines(error: BaseException, files: Sequence[str]) -> list[str]:
    """Where an exception was raised, in the program's own lines."""
    lines: list[tuple[str, str]] = []
    for frame in traceback.extract_tb(error.__traceback__):
        if frame.filename in files or frame.filename.startswith(("<program", "<cell")):
            source = linecache.getline(frame.filename, frame.lineno or 0).strip()
            text = f"line {frame.lineno}, in {frame.name}: {source}"
            lines.append((frame.filename, text))
    lines = lines[-6:]
    several = len({file for file, _ in lines}) > 1
    return [f"  {cell_of(file) if several else ''}{text}" for file, text in lines]
