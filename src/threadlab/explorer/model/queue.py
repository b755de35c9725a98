"""Queues: Python's own. A call that has to wait does so at its start, before it is an operation."""

from __future__ import annotations

import queue
import types
from collections import deque
from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.modes import ALL_DONE, APPEND, DONE, OVERDO, TAKE, WRITE
from threadlab.explorer.engine.world import World
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.operations import Kind, guarded, looks_into, visible
from threadlab.explorer.objects.kinds import in_class


class Ends:
    """What is known of a queue in a run: which entries of the log have put what is in it.

    `taken` are those that have taken what is not; `open` says how many items, of those that a
    thread has taken, it has not said to be done.
    """

    __slots__ = ("open", "put", "queue", "taken")

    def __init__(self, queue: Any):
        self.queue = queue
        self.put: deque[int] = deque()
        self.taken: list[int] = []
        self.open: dict[int, int] = {}


class _Kind(Kind):
    """A kind of call of a queue, or of one that is `simple` and counts nothing."""

    def __init__(self, world: World, mode: int, plain: Any):
        self.world, self.mode, self.plain = world, mode, plain

    def ends(self, queue: Any) -> Ends:
        """What is known of `queue`."""
        found = self.world.ends.get(id(queue))
        if found is None:
            found = self.world.ends[id(queue)] = Ends(queue)
        return found

    def is_in_order(self, queue: Any) -> bool:
        """Whether what is put first is taken first, and all that is there was put by calls."""
        cls = type(queue)
        return len(self.ends(queue).put) == _length(queue) and all(
            in_class(cls, name) is part for name, part in self.plain.items()
        )


class _Append(_Kind):
    def mode_of(self, queue: Any, endless: bool) -> int:
        endless = endless or vars(queue).get("@maxsize", 0) <= 0
        return APPEND if endless and self.is_in_order(queue) else WRITE

    def note(self, queue: Any) -> None:
        ends, place = self.ends(queue), len(self.world.log)
        room = vars(queue).get("@maxsize", 0)
        freed = len(ends.taken) + len(ends.put) - room
        if room > 0 and 0 <= freed < len(ends.taken):  # it has the place of that one
            self.world.wakers[place] = ends.taken[freed]
        ends.put.append(place)


class _Take(_Kind):
    def mode_of(self, queue: Any, endless: bool) -> int:
        return TAKE if endless and self.is_in_order(queue) else WRITE

    def note(self, queue: Any) -> None:
        ends, place, me = self.ends(queue), len(self.world.log), self.world.current.index
        if ends.put:
            self.world.wakers[place] = ends.put.popleft()
            ends.open[me] = ends.open.get(me, 0) + 1
        ends.taken.append(place)


class _Done(_Kind):
    def mode_of(self, queue: Any, endless: bool) -> int:
        return DONE if self.ends(queue).open.get(self.world.current.index, 0) > 0 else OVERDO

    def note(self, queue: Any) -> None:
        opened, me = self.ends(queue).open, self.world.current.index
        opened[me] = opened.get(me, 0) - 1


class _AllDone(_Kind):
    def mode_of(self, queue: Any, endless: bool) -> int:
        return ALL_DONE


def _length(queue: Any) -> int:
    own = vars(queue)
    return len(own["@queue"] if "@queue" in own else own["@_queue"])


def _plain(cls: Any, *names: str) -> dict[str, Any]:
    return {name: in_class(cls, name) for name in names}


def _adapt(models: Models, module: types.ModuleType) -> None:
    world = models.world
    cls = module.Queue
    plain = _plain(cls, "_put", "_get", "_qsize", "_init")
    append, take = _Append(world, APPEND, plain), _Take(world, TAKE, plain)

    def is_empty(queue: Any) -> bool:
        return bool(not queue._qsize())

    def is_full(queue: Any) -> bool:
        return bool(0 < vars(queue)["@maxsize"] <= queue._qsize())

    guarded(world, cls, "get", is_empty, blocking=0, kind=take)
    guarded(world, cls, "put", is_full, blocking=1, kind=append)
    guarded(world, cls, "get_nowait", is_empty, blocking=None, waits=False, kind=take)
    guarded(world, cls, "put_nowait", is_full, blocking=None, waits=False, kind=append)
    all_done = _AllDone(world, ALL_DONE, plain)
    guarded(
        world, cls, "join", lambda queue: bool(vars(queue)["@unfinished_tasks"]),
        blocking=None, kind=all_done,
    )  # fmt: skip
    never = lambda queue: False  # noqa: E731
    guarded(world, cls, "task_done", never, blocking=None, kind=_Done(world, DONE, plain))
    _compares(world, module.PriorityQueue)
    visible(world, cls, "shutdown")
    visible(world, cls, "qsize", "empty", "full", looks=True)
    simple = module.SimpleQueue

    def is_bare(queue: Any) -> bool:
        return not vars(queue)["@_queue"]

    take = _Take(world, TAKE, {})
    guarded(world, simple, "get", is_bare, blocking=0, kind=take)
    guarded(world, simple, "get_nowait", is_bare, blocking=None, waits=False, kind=take)
    append = _Append(world, APPEND, {})
    guarded(world, simple, "put", never, blocking=None, kind=append)
    guarded(world, simple, "put_nowait", never, blocking=None, kind=append)
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
