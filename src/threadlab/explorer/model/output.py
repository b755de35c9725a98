"""What a program prints: kept for each thread, and an operation of the program."""

from __future__ import annotations

import builtins
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.log import PRINT, SYNC
from threadlab.explorer.engine.modes import NOTHING, WRITE
from threadlab.explorer.engine.world import World

MOST_TEXTS = 20_000  # printed by a run, that are kept
_PLAIN = frozenset([str, int, float, bool, type(None)])


class Output:
    """`sys.stdout` of a program."""

    encoding = "utf-8"

    def __init__(self, world: World):
        self._world = world

    def write(self, text: str) -> int:
        """Write as a print does."""
        world = self._world
        world.tick(PRINT)
        # Others may come before or after only if that matters.
        if world.ordered:
            world.log.append((PRINT, "output", WRITE, text))
        else:
            world.log.append((PRINT, None, NOTHING, text))
        if len(world.output) < MOST_TEXTS:
            world.output.append((world.current, text))
        return len(text)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def isatty(self) -> bool:
        """It is no terminal."""
        return False


def print_of(
    world: World, call: Callable[..., Any], stdout: Callable[[], Any]
) -> Callable[..., None]:
    """The program's `print`; `stdout` says what its `sys.stdout` is at the moment.

    `call` is the hook by which code that is not the program's own gets to see values.
    """
    output = Output(world)

    def text_of(value: Any) -> str:
        """What `print` writes of a value; a container is looked into as `str` does it."""
        return str(value if type(value) in _PLAIN else call(SYNC, str, value))

    def print_(
        *values: Any, sep: Any = " ", end: Any = "\n", file: Any = None, flush: bool = False
    ) -> None:
        """Write to the run's output."""
        if file is None:
            file = stdout()
        if file is not None and type(file) is not Output:
            call(SYNC, builtins.print, *values, sep=sep, end=end, file=file)
            return
        texts = (" " if sep is None else sep).join([text_of(value) for value in values])
        output.write(texts + ("\n" if end is None else end))

    return print_
