"""The hooks of items: `rows[0]`, read, set and deleted."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from threadlab.explorer.engine.modes import ADD, READ, WRITE
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.hooks.shared import Shared, method_in_python
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.objects import effects, kinds, refused
from threadlab.explorer.objects.kinds import FOREIGN, RECORD, is_a

_PLAIN = (int, str, slice)  # what items are asked for by, most of the time


def hooks(
    shared: Shared,
    call: Callable[..., Any],
    take: Callable[[int, Any], Any],
    made: Callable[..., Any],
) -> dict[Hook, Callable[..., Any]]:
    """The hooks of items.

    `call` calls a method that is not the program's own, `take` is how a program gets a value that
    may be somebody's function, and `made` makes what is missing in a defaultdict.
    """
    world, touch, parts = shared.world, shared.touch, shared.parts
    log = world.log
    append = log.append
    kind_by_class, kind_of = kinds.by_class, kinds.kind
    namespaces = world.footprints.namespaces

    def read(site: int, container: Any, index: Any) -> Any:
        kind = kind_by_class.get(type(container))
        if kind is None:  # the first of its class
            kind = kind_of(container)
        if kind == FOREIGN and (method := method_in_python(container, "__getitem__")):
            return call(site, method, container, index)
        if kind:
            world.n += 1
            if world.n >= world.stop:
                world.pause(site)
            touched = effects.of_item(container, index, False)
            if touched[1] == ADD and effects.made_in_python(container):
                return take(site, made(site, container, index, True))
            append((site, *touched))
            if type(index) not in _PLAIN and kind_of(index) == RECORD:
                compared(site, container, index)
            parts(site, container, READ)
            if type(index) is str:
                if index in refused.REFUSED:
                    shared.refuse(index)
                return late(site, container, index, touched)
            if touched[1] == ADD or id(container) in namespaces:
                return late(site, container, index, touched)
        return container[index]

    def compared(site: int, container: Any, key: Any) -> None:
        """Log that a key is compared with those that are there, by methods made for its class."""
        keys = list(dict.keys(container)) if is_a(container, dict) else []
        for touched in effects.records([key, *keys]):
            append((~site, *touched))

    def late(site: int, container: Any, index: Any, touched: effects.Touch) -> Any:
        """`container[index]`, where a factory may be called before something is added."""
        before = len(log)
        value = container[index]
        if len(log) != before:
            append((~site, *touched))
        return take(site, value)

    def write(site: int, value: Any, container: Any, index: Any) -> None:
        kind = kind_by_class.get(type(container))
        if kind is None:
            kind = kind_of(container)
        if kind == FOREIGN and (method := method_in_python(container, "__setitem__")):
            call(site, method, container, index, value)
            return
        if kind:
            world.n += 1
            if world.n >= world.stop:
                world.pause(site)
            append((site, *effects.of_item(container, index, True)))
            if type(index) not in _PLAIN and kind_of(index) == RECORD:
                compared(site, container, index)
            parts(site, container, WRITE)
            if type(index) is slice and kind_of(value):
                for touched in effects.uses(value):
                    append((~site, *touched))
        container[index] = value

    def delete(site: int, container: Any, index: Any) -> None:
        if kind_of(container) == FOREIGN and (method := method_in_python(container, "__delitem__")):
            call(site, method, container, index)
            return
        target(site, container)
        del container[index]

    def target(site: int, container: Any) -> Any:
        if kind_of(container):
            touch(site, [(container, WRITE, None)])
            parts(site, container, WRITE)
        return container

    return {
        names.ITEM_READ: read, names.ITEM_WRITE: write, names.ITEM_DELETE: delete,
        names.ITEM_TARGET: target, names.SLICE: slice,
    }  # fmt: skip
