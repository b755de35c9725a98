"""How something is watched: noted, put in the place of the real thing, and put back."""

from __future__ import annotations

import os
import sys
import sysconfig
import threading
from collections.abc import Callable, MutableMapping
from functools import cache, wraps
from threading import get_ident
from time import perf_counter
from typing import Any

from threadlab.recorder.places import places
from threadlab.recorder.proxies import lock_class
from threadlab.recorder.recording import Note, free_name

_INSTALLED = tuple(
    sysconfig.get_path(name) + os.sep for name in ("stdlib", "platstdlib", "purelib", "platlib")
)

Function = Callable[..., Any]


def inside(depth: int) -> bool:
    """Whether the code `depth` frames up from here is of the library or of an installed package.

    Their own locks and signals, those of the notebook's kernel too, are no part of the program.
    """
    names = sys._getframe(depth).f_globals
    return _is_installed(names.get("__file__") or "", names.get("__name__", ""))


@cache
def _is_installed(file: str, module: str) -> bool:
    return module != "__main__" and file.startswith(_INSTALLED)


class Watch:
    """Notes into `notes` what threads do while it is `on`; `restore` puts all back.

    `names` is the program's namespace, `taken` the threads' names that are there already, `labels`
    what the program called the locks that it had before, {id: name}.
    """

    def __init__(
        self, notes: list[Note], most: int, names: MutableMapping[str, Any], taken: set[str]
    ):
        self.notes = notes
        self.most = most
        self.names = names
        self.taken = taken
        self.lost = 0
        self.labels: dict[int, str] = {}
        self.on: list[bool] = []
        self.own = {get_ident()}  # threads of the program, by identity
        self._naming = threading.Lock()
        self._lanes: dict[int, tuple[threading.Thread, str]] = {}
        self._undo: list[Callable[[], None]] = []
        self.lock = lock_class(notes, most, self.on)

    def note(
        self,
        operation: str,
        thing: Any = "",
        value: str = "",
        moment: float | None = None,
        who: int | None = None,
    ) -> None:
        """Note what the current thread, or `who`, does now or did at `moment`."""
        if not self.on:
            return
        if len(self.notes) < self.most:
            moment = perf_counter() if moment is None else moment
            self.notes.append(
                (moment, get_ident() if who is None else who, operation, thing, value)
            )
        else:
            self.lost += 1

    def watched(self) -> bool:
        """Whether the caller's caller belongs to the program, and not to a library or the kernel.

        What the program's own threads do is the program's, whichever code they do it by.
        """
        return get_ident() in self.own or not inside(3)

    def end(self) -> None:
        """Note nothing more."""
        self.on.clear()

    def restore(self) -> None:
        """Put everything back, and real locks where the program has made watched ones."""
        self.on.clear()
        while self._undo:
            self._undo.pop()()
        for _, value, put in list(places(self.names)):
            if type(value) is self.lock:
                put(value.real)

    def swap(self, old: Any, new: Any, put: Callable[[Any], None]) -> None:
        """Put `new` in the place of `old` for the time of the recording."""
        put(new)
        self._undo.append(lambda: put(old))

    def replace(self, owner: Any, name: str, new: Any) -> Any:
        """Put `new` in the place of an attribute for the time of the recording; return the old."""
        old = owner.__dict__[name]
        setattr(owner, name, new)
        self._undo.append(lambda: setattr(owner, name, old))
        return old

    def wrap(self, owner: type, name: str, make: Callable[[Function], Function]) -> None:
        """Wrap a method of the library; calls from within the library go to the real one."""
        real = owner.__dict__.get(name)
        if real is None:
            return
        watched = make(real)

        @wraps(real)
        def method(*arguments: Any, **named: Any) -> Any:
            if not self.on or inside(2):
                return real(*arguments, **named)
            return watched(*arguments, **named)

        self.replace(owner, name, method)

    def lane(self, thread: threading.Thread) -> str:
        """What a thread is called in the picture: its name, the first time with that name."""
        with self._naming:
            if id(thread) not in self._lanes:  # kept, so that no other one gets its identity
                self._lanes[id(thread)] = (thread, free_name(thread.name, self.taken))
            return self._lanes[id(thread)][1]
