"""The modelled `warnings`: Python's own, with filters that are one program's and no process's.

Who shows a warning looks at the filters and at how it is shown; catch_warnings puts others in their
place for all threads, one attribute after the other (under a lock from Python 3.14 on). What the
rest of the library warns of goes by the real filters: these are given what the program's are.
"""

from __future__ import annotations

import contextlib
import sys
import types
import warnings
from collections.abc import Callable
from threading import get_ident
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import LIBRARY, MODELLED, runs_program
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.plain import execute

SETTINGS = ("filters", "showwarning", "formatwarning", "_showwarnmsg_impl")  # seen by all threads
_LOOKS = ("warn", "warn_explicit")
_CHANGES = ("filterwarnings", "simplefilter", "resetwarnings")
# From Python 3.14 on, most of the module is in another one, and a lock makes one step of changes.
_SOURCE = "_py_warnings" if "_py_warnings" in sys.stdlib_module_names else "warnings"
_IN_STEPS = _SOURCE == "warnings"


class _System:
    """`sys` as the module finds it."""

    warnoptions: tuple[str, ...] = ()
    version_info = sys.version_info
    flags = sys.flags
    platform = sys.platform

    def __init__(self, models: Models, module: types.ModuleType):
        self._models, self._names = models, vars(module)
        self.modules = {"warnings": module}

    def _getframe(self, depth: int = 0) -> types.FrameType:
        """The frame of who has called the module, or of one further out."""
        frame: types.FrameType | None = sys._getframe(1)
        while frame is not None:
            if _is_callers(frame, self._names):
                depth -= 1
                if depth <= 0:
                    return frame
            frame = frame.f_back
        raise ValueError("call stack is not deep enough")

    @property
    def stderr(self) -> _System:
        """What warnings are written to."""
        return self

    def write(self, text: str) -> None:
        """Write to the program's `sys.stderr`."""
        self._models.call(SYNC, self._models.module("sys").stderr.write, text)


def _is_callers(frame: types.FrameType, names: dict[str, Any]) -> bool:
    library = frame.f_globals.get("@library") is LIBRARY and frame.f_globals is not names
    return library or runs_program(frame)


def _names(models: Models) -> dict[str, Any]:
    module = models.module("warnings")
    own = {
        "sys": _System(models, module),
        "_warnings": types.ModuleType("_warnings"),  # empty, so that all is done in Python
        "_thread": types.SimpleNamespace(RLock=contextlib.nullcontext),
    }
    names = execute(models, "warnings", (), own, source=_SOURCE)
    if not _IN_STEPS:
        names["_set_module"](module)
        names["_setup_defaults"]()

    def next_frame(frame: types.FrameType, *_: Any) -> types.FrameType | None:
        found = frame.f_back
        while found is not None and not _is_callers(found, names):
            found = found.f_back
        return found

    names["_next_external_frame"] = next_frame
    # Python has ways to a module's names that go past a property of its class, from 3.14 on.
    settings = names if _IN_STEPS else {name: names.pop(name) for name in SETTINGS}
    names["@hand_on"] = _hander_of(models, names, settings)
    for name in _LOOKS:
        names[name] = _operation(models, names, settings, name, READ)
    for name in _CHANGES:
        names[name] = _operation(models, names, settings, name, WRITE)
    if not _IN_STEPS:
        for name in ("__enter__", "__exit__"):
            setattr(names["catch_warnings"], name, _step(models, names["catch_warnings"], name))
    seen = {name: _setting(models, names, settings, name) for name in SETTINGS}
    module.__class__ = type("module", (types.ModuleType,), {**seen, "sys": _system(models)})
    return {}


def _system(models: Models) -> property:
    return property(lambda _: models.module("sys"))


def _site(models: Models, names: dict[str, Any], *, in_steps: bool = False) -> int:
    """Begin an operation, unless the library is in the midst of one; where its entries belong."""
    if not in_steps and sys._getframe(2).f_globals.get("@library") is LIBRARY:
        return ~SYNC
    models.world.tick(SYNC)
    return SYNC


def _operation(
    models: Models, names: dict[str, Any], settings: dict[str, Any], name: str, mode: int
) -> Callable[..., Any]:
    """A function that looks at the filters, or changes their list in place."""
    world, function = models.world, names[name]

    def call(*arguments: Any, **named: Any) -> Any:
        if not world.aborting:
            log = world.log
            site = _site(models, names)
            log.append((site, "warnings filters", READ, None))
            log.append((~SYNC, settings["filters"], mode, None))
            if mode == READ:
                # Where it was shown once, it may not be shown again.
                log.append((~SYNC, "warnings shown", WRITE, None))
                log.append((~SYNC, "warnings showwarning", READ, None))
                log.append((~SYNC, "warnings _showwarnmsg_impl", READ, None))
                shown = getattr(settings["_showwarnmsg_impl"], "__self__", None)
                if type(shown) is list:  # of catch_warnings(record=True)
                    log.append((~SYNC, shown, WRITE, None))
        try:
            return function(*arguments, **named)
        finally:
            if mode == WRITE:
                names["@hand_on"]()

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = name, function.__doc__
    return call


def _step(models: Models, cls: Any, name: str) -> Callable[..., Any]:
    """A method that changes what is seen by all threads, as one operation."""
    world, method = models.world, getattr(cls, name)

    def call(self: Any, *arguments: Any) -> Any:
        if not world.aborting:
            world.tick(SYNC)
            world.log.append((SYNC, "warnings filters", WRITE, None))
        return method(self, *arguments)

    call.__name__ = name
    return call


def _setting(
    models: Models, names: dict[str, Any], settings: dict[str, Any], name: str
) -> property:
    """One of the module's variables that others see change."""
    world, key = models.world, f"warnings {name}"

    def get(self: Any) -> Any:
        if not world.aborting:
            world.log.append((_site(models, names, in_steps=_IN_STEPS), key, READ, None))
        return settings[name]

    def set_(self: Any, value: Any) -> None:
        if not world.aborting:
            world.log.append((_site(models, names, in_steps=_IN_STEPS), key, WRITE, None))
        settings[name] = value
        names["@hand_on"]()

    return property(get, set_)


def _hander_of(
    models: Models, names: dict[str, Any], settings: dict[str, Any]
) -> Callable[[], None]:
    """Return what lets the rest of the library warn as the program wants it, until the run ends."""
    world, thread, real = models.world, get_ident(), warnings
    show = real._showwarnmsg_impl  # type: ignore[attr-defined]

    def relay(message: Any) -> None:
        mine = get_ident() == thread and not world.aborting
        (names["_showwarnmsg"] if mine else show)(message)

    def hand_on() -> None:
        real.filters[:] = settings["filters"]  # type: ignore[index]
        real._filters_mutated()  # type: ignore[attr-defined]
        real._showwarnmsg_impl = relay  # type: ignore[attr-defined]

    return hand_on


WARNINGS = Primitive("warnings", _names, lasting=False)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
