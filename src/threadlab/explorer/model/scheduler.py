"""The modelled `sched`: Python's own, over the virtual time."""

from __future__ import annotations

import types
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.operations import handing_on, visible


def _adapt(models: Models, module: types.ModuleType) -> None:
    scheduler = module.scheduler
    enter_at = scheduler.enterabs

    def enterabs(
        self: Any, time: Any, priority: Any, action: Any, argument: Any = (), kwargs: Any = None
    ) -> Any:
        """Plan a call; its arguments are taken out of `argument` when it is due."""
        action = handing_on(models, action, argument)
        return enter_at(self, time, priority, action, argument, kwargs or {})

    scheduler.enterabs = enterabs
    visible(models.world, scheduler, "enterabs", "enter", "cancel", "run")
    visible(models.world, scheduler, "empty", looks=True)


SCHED = Primitive("sched", classes=None, adapt=_adapt, lasting=False)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
