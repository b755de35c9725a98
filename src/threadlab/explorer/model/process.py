"""What belongs to a process: `signal`, `atexit`, `gc`, `argparse`, and the timer of `timeit`.

A program may register what it likes. No signal comes: nobody stops an explored program. What it
has registered for its end is called there, after all threads but the daemons have ended.
"""

from __future__ import annotations

import functools
import importlib
import signal
import sys
from typing import Any

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import READ, WRITE
from threadlab.explorer.model.base import Models, Primitive, called_by_library
from threadlab.explorer.model.imports import rest_of
from threadlab.explorer.model.operations import looking
from threadlab.explorer.model.plain import execute


def _signal(models: Models) -> dict[str, Any]:
    """The names of `signal`: handlers can be set, by the main thread."""
    world = models.world
    handlers: dict[int, Any] = {}
    models.at_reset.append(handlers.clear)

    def getsignal(signalnum: int) -> Any:
        """The handler of a signal."""
        world.tick(SYNC)
        world.log.append((SYNC, "signals", READ, None))
        return handlers.get(signalnum, signal.SIG_DFL)

    def set_handler(signalnum: int, handler: Any) -> Any:
        """Set the handler of a signal, and return the one that it had."""
        if world.current is not world.fibers[0]:
            raise ValueError("signal only works in main thread of the main interpreter")
        if not callable(handler) and handler not in (signal.SIG_DFL, signal.SIG_IGN):
            raise TypeError(
                "signal handler must be signal.SIG_IGN, signal.SIG_DFL, or a callable object"
            )
        world.tick(SYNC)
        world.log.append((SYNC, "signals", WRITE, None))
        old = handlers.get(signalnum, signal.SIG_DFL)
        handlers[signalnum] = handler
        return old

    numbers = {name: value for name, value in vars(signal).items() if name.startswith("SIG")}
    return {
        **numbers,
        "Signals": signal.Signals,
        "Handlers": signal.Handlers,
        "strsignal": signal.strsignal,
        "default_int_handler": signal.default_int_handler,
        "signal": set_handler,
        "getsignal": getsignal,
        "__getattr__": rest_of("signal", models),
    }


def _atexit(models: Models) -> dict[str, Any]:
    """The names of `atexit`."""
    world = models.world
    registered: list[functools.partial[Any]] = []
    models.at_reset.append(registered.clear)

    def call_all() -> None:
        for fiber in list(world.live):
            if not fiber.daemon and fiber.thread is not None and fiber is not world.current:
                fiber.thread.join()
        while registered:
            call = registered.pop()
            models.call(SYNC, call.func, *call.args, **call.keywords)

    def register(func: Any, /, *args: Any, **kwargs: Any) -> Any:
        """Call `func` at the end, before those that were registered earlier."""
        if not registered:
            world.at_end.insert(0, call_all)
        registered.append(functools.partial(func, *args, **kwargs))
        return func

    def unregister(func: Any, /) -> None:
        """Do not call `func` at the end."""
        registered[:] = [call for call in registered if call.func != func]

    return {"register": register, "unregister": unregister}


def _gc(models: Models) -> dict[str, Any]:
    """The names of `gc`: what a program no longer reaches is nothing that its threads share."""
    return {
        "collect": lambda generation=2: 0,
        "enable": lambda: None,
        "disable": lambda: None,
        "isenabled": lambda: True,
        "get_stats": lambda: [
            dict.fromkeys(("collections", "collected", "uncollectable"), 0) for _ in range(3)
        ],
        "freeze": lambda: None,
        "unfreeze": lambda: None,
        "__getattr__": rest_of("gc", models),
    }


def _timeit(models: Models) -> dict[str, Any]:
    """The timer of `timeit`; what is timed there is given as text, or a million times."""
    timer = models.module("time").perf_counter
    return {"default_timer": timer, "__getattr__": rest_of("timeit", models)}


def _parsing(models: Models, function: Any) -> Any:
    """A method of a parser: what it looks at are the arguments, or the program's `sys.argv`."""

    def of_program(self: Any, argv: Any, namespace: Any) -> Any:
        return function(self, argv[1:], namespace)

    given = looking(models.world, function, into="namespace")
    not_given = looking(models.world, of_program, into="namespace")

    def call(self: Any, args: Any = None, namespace: Any = None) -> Any:
        if called_by_library():
            return function(self, args, namespace)
        if args is None:
            return not_given(self, models.module("sys").argv, namespace)
        return given(self, args, namespace)

    call.visible = True  # type: ignore[attr-defined]
    call.__name__, call.__doc__ = function.__name__, function.__doc__
    return call


def _argparse(models: Models) -> dict[str, Any]:
    """Execute `argparse`, which reads the program's `sys.argv`."""
    parser = execute(models, "argparse", ("sys",))["ArgumentParser"]
    for name in ("parse_args", "parse_known_args", "parse_intermixed_args"):
        setattr(parser, name, _parsing(models, getattr(parser, name)))
    return {}


def _test_signals(models: Models) -> dict[str, Any]:
    """What `unittest` has for the interrupt key, which nobody presses."""
    nothing = lambda *_: None  # noqa: E731
    names = ("installHandler", "registerResult", "removeResult", "removeHandler")
    return dict.fromkeys(names, nothing)


def _colors(models: Models) -> dict[str, Any]:
    """What Python's own modules ask for colors, from 3.13 on: there are none."""
    real = importlib.import_module("_colorize")
    plain = {"get_colors": lambda *_, **__: real.get_colors(colorize=False)}
    if hasattr(real, "get_theme"):
        plain["get_theme"] = lambda **_: real.get_theme(force_no_color=True)
    return {**plain, "can_colorize": lambda **_: False, "__getattr__": rest_of("_colorize", models)}


SIGNAL = Primitive("signal", _signal, lasting=False)
ATEXIT = Primitive("atexit", _atexit, lasting=False)
GC = Primitive("gc", _gc, lasting=False)
TIMEIT = Primitive("timeit", _timeit, lasting=False)
ARGPARSE = Primitive("argparse", _argparse, lasting=False)
TEST_SIGNALS = Primitive("unittest.signals", _test_signals)
COLORS = Primitive("_colorize", _colors)
HAS_COLORS = "_colorize" in sys.stdlib_module_names
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
