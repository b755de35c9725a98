"""Queues: Python's own. A call that has to wait does so at its start, before it is an operation."""

from __future__ import annotations

import queue
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.operations import guarded, looks_into, visible


def _adapt(models: Models, module: types.ModuleType) -> None:
    world = models.world
    cls = module.Queue

    def is_empty(queue: Any) -> bool:
        return bool(not queue._qsize())

    def is_full(queue: Any) -> bool:
        return bool(0 < vars(queue)["@maxsize"] <= queue._qsize())

    guarded(world, cls, "get", is_empty, blocking=0)
    guarded(world, cls, "put", is_full, blocking=1)
    guarded(world, cls, "get_nowait", is_empty, blocking=None, waits=False)
    guarded(world, cls, "put_nowait", is_full, blocking=None, waits=False)
    guarded(world, cls, "join", lambda queue: bool(vars(queue)["@unfinished_tasks"]), blocking=None)
    _compares(world, module.PriorityQueue)
    visible(world, cls, "task_done", "shutdown")
    visible(world, cls, "qsize", "empty", "full", looks=True)
    simple = module.SimpleQueue

    def is_bare(queue: Any) -> bool:
        return not vars(queue)["@_queue"]

    guarded(world, simple, "get", is_bare, blocking=0)
    guarded(world, simple, "get_nowait", is_bare, blocking=None, waits=False)
    visible(world, simple, "put", "put_nowait")
    visible(world, simple, "qsize", "empty", looks=True)


def _compares(world: World, cls: Any) -> None:
    """Have a queue that orders its items look into them: C code compares what the program made."""
    for name in ("_put", "_get"):
        setattr(cls, name, _comparing(world, getattr(cls, name)))


def _comparing(world: World, method: Callable[..., Any]) -> Callable[..., Any]:
    def call(self: Any, *item: Any) -> Any:
        looks_into(world, [*vars(self)["@queue"], *item])
        return method(self, *item)

    return call


def _from_live(value: Any, cls: Any, take: Callable[[Any], Any]) -> Any:
    new = cls(value.maxsize) if isinstance(value, queue.Queue) else cls()
    for item in list(getattr(value, "queue", ())):
        new.put(take(item))
    return new


QUEUES = Primitive(
    "queue",
    classes=None,
    adapt=_adapt,
    live={
        queue.PriorityQueue: "PriorityQueue",
        queue.LifoQueue: "LifoQueue",
        queue.Queue: "Queue",
        queue.SimpleQueue: "SimpleQueue",
    },
    from_live=_from_live,
    inner=frozenset(
        ("maxsize", "queue", "mutex", "not_empty", "not_full", "all_tasks_done",
         "unfinished_tasks", "is_shutdown")
    ),
)  # fmt: skip
