"""What a program prints: kept for each thread, and an operation of the program."""

from __future__ import annotations

import builtins
import re
import sys
from collections.abc import Callable
from threading import get_ident
from typing import Any

from threadlab.explorer.engine.log import PRINT, SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import NOTHING, WRITE
from threadlab.explorer.engine.world import World

_ADDRESS = re.compile(r"(?<= at )0x[0-9a-f]{7,}")
_FIRST = 0x7E0000000000
_GIVEN = "0x7f00000"  # begins what the program's `id` gives (names.py), which is the same already
# How texts of Python's own name the classes that the explorer has put in their places.
_OURS = re.compile(r"threadlab\.explorer\.(?:model|objects)\.\w+\.(?:[\w<>]+\.)*(\w+)")
_HOMES = {
    "Lock": "_thread.lock", "RLock": "_thread.RLock", "local": "_thread._local",
    "Random": "random.Random", "ThreadPool": "multiprocessing.pool.ThreadPool",
    "finalize": "weakref.finalize", "Output": "_io.TextIOWrapper",
}  # fmt: skip
MOST_TEXTS = 20_000  # printed by a run, that are kept
_PLAIN = frozenset([str, int, float, bool, type(None)])


def _at_home(match: re.Match[str]) -> str:
    return _HOMES.get(match[1], f"threading.{match[1]}")


class Output:
    """`sys.stdout` of a program."""

    encoding = "utf-8"

    def __init__(self, world: World):
        self._world = world
        self._addresses: dict[str, str] = {}

    def write(self, text: str) -> int:
        """Write as a print does."""
        world = self._world
        world.tick(PRINT)
        if "threadlab." in text:  # a class of the library's, printed
            text = _OURS.sub(_at_home, text)
        if " at 0x" in text:
            text = self._with_the_same_addresses(text)
        # Others may come before or after only if that matters.
        if world.ordered:
            world.log.append((PRINT, "output", WRITE, text))
        else:
            world.log.append((PRINT, None, NOTHING, text))
        if len(world.output) < MOST_TEXTS:
            world.output.append((world.current, text))
        return len(text)

    def _with_the_same_addresses(self, text: str) -> str:
        """The texts of functions and objects, with addresses that are the same in each run."""
        if not self._world.output:  # it is another run
            self._addresses.clear()
        found = self._addresses

        def given(match: re.Match[str]) -> str:
            address = match[0]
            if address.startswith(_GIVEN):
                return address
            return found.setdefault(address, hex(_FIRST + 16 * len(found)))

        return _ADDRESS.sub(given, text)

    def flush(self) -> None:
        """Nothing waits to be written."""

    def isatty(self) -> bool:
        """It is no terminal."""
        return False


class Redirected:
    """`sys.stdout` or `sys.stderr` of the kernel while a program runs.

    The library that only computes is the real one, and writes there: tracebacks, warnings, what
    pprint prints. It is the program that has written it, if it comes from the thread that runs it.
    """

    def __init__(self, name: str, world: World, write: Callable[[str], Any]):
        self._name, self._world, self._write = name, world, write
        self._real: Any = None
        self._thread = 0

    def __enter__(self) -> None:
        self._real, self._thread = getattr(sys, self._name), get_ident()
        setattr(sys, self._name, self)

    def __exit__(self, *_: object) -> None:
        if getattr(sys, self._name) is self:
            setattr(sys, self._name, self._real)

    def write(self, text: str) -> int:
        """Write to the program's stream, or to the kernel's for another thread of the kernel."""
        if get_ident() != self._thread:
            return self._real.write(text)  # type: ignore[no-any-return]
        if not self._world.aborting:  # what is said of a run's end is of no interest
            self._write(text)
        return len(text)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._real, name)


def print_of(
    world: World, call: Callable[..., Any], stdout: Callable[[], Any]
) -> Callable[..., None]:
    """The program's `print`; `stdout` looks up what its `sys.stdout` is at the moment.

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


globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
