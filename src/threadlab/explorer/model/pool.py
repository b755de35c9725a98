"""Futures and pools of threads: Python's own concurrent.futures, over the modelled threads."""

from __future__ import annotations

import types
from typing import Any

from greenlet import GreenletExit

from threadlab.explorer.engine.log import SYNC
from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.modes import NOTHING
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.missing import Missing, different
from threadlab.explorer.model.operations import by_hook, handing_on, stepwise, visible, visible_call
from threadlab.explorer.model.workers import adapt, noticing

_NAMES = (
    "Future", "Executor", "wait", "as_completed", "ALL_COMPLETED", "FIRST_COMPLETED",
    "FIRST_EXCEPTION", "CancelledError", "TimeoutError", "BrokenExecutor", "InvalidStateError",
)  # fmt: skip


def _adapt_future(models: Models, module: types.ModuleType) -> None:
    future = module.Future
    changes = ("add_done_callback", "cancel", "set_result", "set_exception")
    visible(models.world, future, "result", "exception", *changes)
    visible(models.world, future, "done", "running", "cancelled", looks=True)
    wait, as_completed, call = module.wait, module.as_completed, models.call
    names: Any = module

    def within(name: str, function: Any, *arguments: Any, **named: Any) -> Any:
        """Call a function of the library's; where it waits, it is told by its name."""
        me = models.world.current
        outer, me.doing = me.doing, (name, None)
        try:
            return function(*arguments, **named)
        finally:
            if not models.world.aborting:
                me.doing = outer

    def wait_for(fs: Any, *how: Any, **named: Any) -> Any:
        return within("wait", wait, stepwise(call, fs), *how, **named)

    def one_by_one(fs: Any, *how: Any, **named: Any) -> Any:
        futures = within("as_completed", as_completed, stepwise(call, fs), *how, **named)
        try:
            while (future := within("as_completed", next, futures, None)) is not None:
                yield future
        finally:
            futures.close()

    names.wait, names.as_completed = wait_for, one_by_one
    over = module.Executor.map

    def map_(self: Any, fn: Any, /, *iterables: Any, **named: Any) -> Any:
        return over(self, fn, *[stepwise(call, values) for values in iterables], **named)

    module.Executor.map = map_


def _adapt_pool(models: Models, module: types.ModuleType) -> None:
    world = models.world
    executor: Any = module.ThreadPoolExecutor
    submit = executor.submit
    adapt(models, executor)
    prepare = executor.__init__

    def begun(
        self: Any, max_workers: Any = None, thread_name_prefix: Any = "", initializer: Any = None,
        initargs: Any = (), **named: Any,
    ) -> None:  # fmt: skip
        initializer = handing_on(models, initializer, initargs)
        how = {} if initializer is None else {"initializer": initializer, "initargs": initargs}
        prepare(self, max_workers, thread_name_prefix, **how, **named)

    executor.__init__ = begun

    def handed(self: Any, fn: Any, /, *arguments: Any, **named: Any) -> Any:
        return submit(self, by_hook(models, fn), *arguments, **named)

    executor.submit = handed
    visible(world, executor, "submit", "shutdown")
    # The end of a `with` is a shutdown, and as much a step as one that is written out.
    executor.__exit__ = visible_call(world, "shutdown", executor.__exit__)
    work: Any = module._WorkItem
    run = noticing(world, work.run)

    def begin(self: Any, *context: Any) -> None:
        # Where a worker takes up a task, the task's thread begins: others may come first.
        world.tick(SYNC)
        world.log.append((SYNC, None, NOTHING, None))
        future = vars(self)["@future"]
        try:
            run(self, *context)
        except (AttributeError, NameError, TypeError) as error:
            # The library's own: its parts do not fit together, which is nothing of the program's.
            raise different(module.__name__, str(error), world) from error
        except BaseException as error:
            # Not the task's, which its future has got: the worker dies of it, and says so to a log
            # that nobody reads.
            world.caught(world.current, error)
            raise
        failed = vars(future)["@_exception"]
        if isinstance(failed, KeyboardInterrupt):  # the stop button: no result of a task
            world.interrupt = failed
            raise GreenletExit

    work.run = begin


def _package(models: Models) -> dict[str, Any]:
    base = models.module("concurrent.futures._base")
    pool = models.module("concurrent.futures.thread").ThreadPoolExecutor
    return {
        **{name: getattr(base, name) for name in _NAMES},
        "ThreadPoolExecutor": pool,
        "ProcessPoolExecutor": Missing("multiprocessing (ProcessPoolExecutor)", models.world),
        "__path__": [],
        "__all__": ["Future", "Executor", "ThreadPoolExecutor", "wait", "as_completed"],
    }


FUTURE = Primitive("concurrent.futures._base", classes=None, adapt=_adapt_future, lasting=False)
POOL = Primitive("concurrent.futures.thread", classes=None, adapt=_adapt_pool, lasting=False)
FUTURES = Primitive("concurrent.futures", _package, lasting=False)
CONCURRENT = Primitive("concurrent", lambda _: {"__path__": []}, lasting=False)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
