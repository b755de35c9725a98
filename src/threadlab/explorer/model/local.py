"""Data that each thread has its own of."""

from __future__ import annotations

from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive, hidden


def local_of(models: Models) -> dict[str, Any]:
    """Return `local`: an object whose `__dict__` is another one in each thread."""
    world, log = models.world, models.world.log
    mine = type(log) is list  # and not one that tells, with notes of its own

    class local:
        """Data that each thread has its own of."""

        __slots__ = ("__dict__", "_state")
        __hash__ = models.hash

        def __new__(cls, /, *arguments: Any, **named: Any) -> local:
            if (arguments or named) and cls.__init__ is object.__init__:
                raise TypeError("Initialization arguments are not supported")
            self = object.__new__(cls)
            own = {world.current: object.__getattribute__(self, "__dict__")}
            set_state(self, (arguments, named, own))
            return self

        def __getattribute__(self, name: str) -> Any:
            enter(self)
            return object.__getattribute__(self, name)

        def __setattr__(self, name: str, value: Any) -> None:
            enter(self)
            object.__setattr__(self, name, value)

        def __delattr__(self, name: str) -> None:
            enter(self)
            object.__delattr__(self, name)

    state_of, set_state = hidden(local, "_state")

    def enter(self: local) -> None:
        """Give `self` the names that the current thread has put there, or its first ones."""
        arguments, named, of_each = state_of(self)
        fiber = world.current
        world.note_identity()
        names = of_each.get(fiber)
        new = names is None
        if new:
            names = of_each[fiber] = {}
            world.footprints.namespaces[id(names)] = (names, names)  # `vars` is about them alone
        object.__setattr__(self, "__dict__", names)
        if mine and log:
            # What was just logged of this object is about these names: no other thread's.
            last = log[-1]
            if type(last) is tuple and last[1] is self:
                log[-1] = (last[0], names, *last[2:])
        if new:
            type(self).__init__(self, *arguments, **named)

    return {"local": local}


LOCAL = Primitive("threading", local_of)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
