"""What becomes of an exception that nobody in a thread has caught: `threading.excepthook`.

A thread that dies is a failure of the program, unless the program has put a hook of its own there:
then it has seen to it.
"""

from __future__ import annotations

import threading
import traceback
from typing import Any

from greenlet import GreenletExit

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.fiber import Fiber, Unsupported
from threadlab.explorer.engine.log import SYNC, Attribute
from threadlab.explorer.engine.marks import MODELLED, is_program
from threadlab.explorer.engine.modes import READ
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.missing import Missing

_NAME = "excepthook"
_NOT_THE_PROGRAMS = (GreenletExit, Unsupported, KeyboardInterrupt, ThreadlabError)


def _hooks_of(models: Models) -> dict[str, Any]:
    """Return the hook, and "@died", which a thread calls at its end."""
    world = models.world

    def excepthook(args: Any, /) -> None:
        """Write out the exception, as Python's own hook does."""
        if args.exc_type is SystemExit:
            return
        name = args.thread.name if args.thread is not None else "?"
        lines = [f"Exception in thread {name}:\n", "Traceback (most recent call last):\n"]
        trace = args.exc_traceback
        while trace is not None:  # those of the explorer are left out
            if is_program(trace.tb_frame.f_globals):
                lines += traceback.format_tb(trace, 1)
            trace = trace.tb_next
        lines += traceback.format_exception_only(args.exc_type, args.exc_value)
        models.call(SYNC, models.module("sys").stderr.write, "".join(lines))

    def died(thread: Any, fiber: Fiber, error: BaseException) -> None:
        """Give `error` to the program's hook, or note that it is the failure of `fiber`."""
        if isinstance(error, _NOT_THE_PROGRAMS) or not _is_mentioned(world.footprints.sites):
            world.caught(fiber, error)
            return
        module = models.module("threading")
        try:
            world.tick(SYNC)
            world.log.append((SYNC, module, READ, Attribute(_NAME)))
            hook = vars(module)[_NAME]
            if hook is excepthook:
                world.caught(fiber, error)
            else:
                arguments = (type(error), error, error.__traceback__, thread)
                models.call(SYNC, hook, threading.ExceptHookArgs(arguments))
        except BaseException as another:
            world.caught(fiber, another)

    return {
        _NAME: excepthook,
        f"__{_NAME}__": excepthook,
        "ExceptHookArgs": threading.ExceptHookArgs,
        "settrace": Missing("threading.settrace", world),
        "setprofile": Missing("threading.setprofile", world),
        "gettrace": lambda: None,
        "getprofile": lambda: None,
        "@died": died,
    }


def _is_mentioned(sites: Any) -> bool:
    return any(site.key == _NAME for site in sites)


EXCEPTHOOK = Primitive("threading", _hooks_of)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
