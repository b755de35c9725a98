"""Conditions: Python's own, over the modelled locks."""

from __future__ import annotations

import types
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.engine.waits import waitable_of
from threadlab.explorer.model.base import Models, Primitive, called_by_library
from threadlab.explorer.model.operations import visible


def _adapt(models: Models, module: types.ModuleType) -> None:
    condition: Any = module.Condition
    # Within another operation its lock says enough: who waits, or lets go on, has it.
    visible(models.world, condition, "wait", "wait_for", "notify", "notify_all", nested=False)
    condition.notifyAll = condition.notify_all
    take, give, start = models.names["@take"], models.names["@give"], condition.__init__

    def init(self: Any, lock: Any = None) -> None:
        start(self, lock)
        held: Any = waitable_of(_lock_of(self))
        if held is not None:
            held.internal = called_by_library()

    def enter(self: Any) -> Any:
        return take(_lock_of(self), not called_by_library())

    def leave(self: Any, *_: object) -> None:
        give(_lock_of(self), not called_by_library())

    condition.__init__, condition.__enter__, condition.__exit__ = init, enter, leave


def _lock_of(condition: Any) -> Any:
    return vars(condition)["@_lock"]


CONDITION = Primitive("threading", classes=("Condition",), adapt=_adapt)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
