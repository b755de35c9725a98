"""Queues: Python's own. A call that has to wait does so at its start, before it is an operation."""

from __future__ import annotations

import queue
import types
from collections.abc import Callable
from typing import Any

from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.operations import guarded, visible


def _adapt(models: Models, module: types.ModuleType) -> None:
    world = models.world
    cls = module.Queue
    guarded(world, cls, "get", lambda queue: not queue._qsize(), blocking=0)
    guarded(world, cls, "put", lambda q: 0 < vars(q)["@maxsize"] <= q._qsize(), blocking=1)
    guarded(world, cls, "join", lambda queue: bool(vars(queue)["@unfinished_tasks"]), blocking=None)
    visible(world, cls, "task_done", "get_nowait", "put_nowait", "shutdown")
    visible(world, cls, "qsize", "empty", "full", looks=True)
    simple = module.SimpleQueue
    guarded(world, simple, "get", lambda queue: not vars(queue)["@_queue"], blocking=0)
    visible(world, simple, "put", "put_nowait", "get_nowait")
    visible(world, simple, "qsize", "empty", looks=True)


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
