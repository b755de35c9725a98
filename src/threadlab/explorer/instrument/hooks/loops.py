"""The hooks of loops and handlers: before each item, at each turn, and where all is caught."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from types import GeneratorType
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer.engine.loops import ROUNDS, long_loop, turn
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.shared import Shared
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.model.missing import catchable, caused
from threadlab.explorer.objects import effects, kinds
from threadlab.explorer.objects.kinds import NONE, RECORD, is_a

_RECENT = 200  # entries of the log among which a generator that goes on is looked for
_AS_THEY_ARE = frozenset((tuple, str, bytes, range, frozenset, int, type(None)))


def hooks(shared: Shared) -> dict[Hook, Callable[..., Any]]:
    """The hooks of loops and handlers."""
    world = shared.world
    rounds = _rounds_of(world)
    return {
        **_iterations(shared, rounds),
        names.WHILE_TURN: _turns_of(world),
        names.FOR_TURN: rounds,
        names.ENDED: _end_of(world),
        names.RESUMED: _resumptions_of(shared),
        names.CATCH_ALL: _passing_of(world),
        names.CAUGHT: catchable,
        names.CAUSED: caused,
    }


def _iterations(shared: Shared, rounds: Callable[[], None]) -> dict[Hook, Callable[..., Any]]:
    world, touch = shared.world, shared.touch
    append = world.log.append
    kind_of = kinds.kind

    def iterate(site: int, value: Any) -> Any:
        if kind_of(value) in (NONE, RECORD):
            if type(value) in _AS_THEY_ARE:
                return value
            value = iter(value)  # an own __iter__ may give an iterator over a container
            if kind_of(value) in (NONE, RECORD):
                return value
        return steps(site, value)

    def steps(site: int, value: Any) -> Iterator[Any]:
        mode = WRITE if effects.advances(value) and not is_a(value, kinds.VIEWS) else READ
        touched = [
            (found, mode if found is value else READ, None) for found in effects.containers(value)
        ]
        if touched and not is_a(value, list):
            touch(site, touched)  # an iterator over a dictionary notes its size
        iterator = iter(value)
        generator = type(value) is GeneratorType
        while True:
            if len(touched) == 1:
                world.n += 1
                if world.n >= world.stop:
                    world.pause(site)
                append((site, *touched[0]))
            elif touched:
                touch(site, touched)
            else:
                rounds()
            try:
                item = next(iterator)
            except StopIteration:
                return
            finally:
                if generator:
                    append((~site, value, WRITE, None))
            yield item

    def delegate(site: int, value: Any) -> Any:
        """What `yield from` goes through: a generator gets what is sent, and has a result."""
        return exchange(site, value) if type(value) is GeneratorType else iterate(site, value)

    def exchange(site: int, inner: Any) -> Any:
        step, given = inner.send, None
        while True:
            touch(site, [(inner, WRITE, None)])
            try:
                item = step(given)
            except StopIteration as end:
                return end.value
            finally:
                append((~site, inner, WRITE, None))
            try:
                step, given = inner.send, (yield item)
            except GeneratorExit:
                inner.close()
                raise
            except BaseException as error:
                step, given = inner.throw, error

    return {names.ITERATE: iterate, names.DELEGATE: delegate}


def _resumptions_of(shared: Shared) -> Callable[..., Any]:
    """The hook of generators: others may come while one of them is going on.

    A generator does not know itself: it is among what has just been touched, by whoever goes on.
    """
    log, touch = shared.world.log, shared.touch

    def resumed(site: int, value: Any = None) -> Any:
        frame, last = sys._getframe(1), len(log) - 1
        for place in range(last, max(last - _RECENT, -1), -1):
            entry = log[place]
            found = entry[1] if type(entry) is tuple else None
            if type(found) is GeneratorType and found.gi_frame is frame:
                touch(site, [(found, WRITE, None)])
                break
        return value

    return resumed


def _end_of(world: World) -> Callable[..., None]:
    def end(dying: bool = False) -> None:
        if world.endings is None or world.aborting or world.is_over:
            return
        if dying:
            world.endings.note_end()
        else:
            world.endings.let_go()

    return end


def _turns_of(world: World) -> Callable[[], None]:
    def turns() -> None:
        world.turns -= 1
        if world.turns <= 0:
            turn(world)

    return turns


def _rounds_of(world: World) -> Callable[[], None]:
    def rounds() -> None:
        world.rounds += 1
        if world.rounds % ROUNDS == 0:
            long_loop(world)

    return rounds


def _passing_of(world: World) -> Callable[[], None]:
    def passing() -> None:
        """Let nothing catch what ends a run: called first in handlers that catch everything."""
        ends = world.aborting or world.unsupported is not None or world.interrupt is not None
        if ends and not world.is_over:
            raise GreenletExit
        error = sys.exc_info()[1]
        if isinstance(error, KeyboardInterrupt):  # the stop button
            world.interrupt = error
            raise GreenletExit

    return passing
