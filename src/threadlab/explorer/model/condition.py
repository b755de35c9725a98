"""Conditions: Python's own, over the modelled locks."""

from __future__ import annotations

import sys
import types
from typing import Any

from threadlab.explorer.engine.marks import LIBRARY, MODELLED
from threadlab.explorer.engine.waits import waitable_of
from threadlab.explorer.model.base import Models, Primitive, called_by_library
from threadlab.explorer.model.operations import visible


def _adapt(models: Models, module: types.ModuleType) -> None:
    condition: Any = module.Condition
    visible(models.world, condition, "wait", "wait_for", "notify", "notify_all")
    condition.notifyAll = condition.notify_all
    frame = sys._getframe
    take, give, start = models.names["@take"], models.names["@give"], condition.__init__

    def init(self: Any, lock: Any = None) -> None:
        start(self, lock)
        held: Any = waitable_of(self._lock)
        if held is not None:
            held.internal = called_by_library()

    def enter(self: Any) -> Any:
        return take(self._lock, frame(1).f_globals.get("@library") is not LIBRARY)

    def leave(self: Any, *_: object) -> None:
        give(self._lock, frame(1).f_globals.get("@library") is not LIBRARY)

    condition.__init__, condition.__enter__, condition.__exit__ = init, enter, leave


CONDITION = Primitive("threading", classes=("Condition",), adapt=_adapt)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
