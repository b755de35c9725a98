"""Locks that note what is done with them, each over a real one.

A lock of CPython is an object of C that can't be watched from outside: while something is
recorded, a thin one of Python stands in its place and does everything with the real one.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import get_ident
from time import perf_counter
from typing import Any

from threadlab.recorder.recording import Note


def lock_class(notes: list[Note], most: int, on: list[bool]) -> type[Any]:
    """Return the class of locks whose operations are noted in `notes`, `most` of them at most.

    They are noted as long as `on` is not empty.
    """

    class RecordedLock:
        """A lock that notes who takes it, who has to wait for it and who gives it back."""

        __slots__ = ("__weakref__", "_take", "kind", "real", "release_real")

        def __init__(self, real: Any, kind: str):
            self.real = real
            self.kind = kind
            self._take = real.acquire
            self.release_real = real.release

        def acquire(self, blocking: bool = True, timeout: float = -1) -> bool:
            """Take the lock, as the real one does."""
            if not on:
                return bool(self._take(blocking, timeout))
            if self._take(False):
                if len(notes) < most:
                    notes.append((perf_counter(), get_ident(), "acquire", self, ""))
                return True
            if not blocking:
                return False
            notes.append((perf_counter(), get_ident(), "wait", self, ""))
            taken = False
            try:
                taken = bool(self._take(blocking, timeout))
            finally:
                operation = "acquire" if taken else "wake"
                notes.append((perf_counter(), get_ident(), operation, self, ""))
            return taken

        def release(self) -> None:
            """Give the lock back; noted before, so that nobody is seen to take it earlier."""
            if on and len(notes) < most:
                notes.append((perf_counter(), get_ident(), "release", self, ""))
            self.release_real()

        def __enter__(self) -> bool:
            if on and self._take(False):
                if len(notes) < most:
                    notes.append((perf_counter(), get_ident(), "acquire", self, ""))
                return True
            return self.acquire()

        def __exit__(self, *error: object) -> None:
            if on and len(notes) < most:
                notes.append((perf_counter(), get_ident(), "release", self, ""))
            self.release_real()

        def __getattr__(self, name: str) -> Any:
            return getattr(self.real, name)

        def __repr__(self) -> str:
            return repr(self.real)

    return RecordedLock


def factory(
    real: Callable[[], Any], kind: str, make: type[Any], inside: Callable[[int], bool]
) -> Callable[[], Any]:
    """Return what makes recorded locks, and real ones for the standard library's own parts."""

    def new() -> Any:
        return real() if inside(2) else make(real(), kind)

    new.__name__ = new.__qualname__ = getattr(real, "__name__", kind)
    new.__doc__ = real.__doc__
    return new
