"""The modelled `sched`: Python's own, over the virtual time."""

from __future__ import annotations

import types

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.operations import visible


def _adapt(models: Models, module: types.ModuleType) -> None:
    scheduler = module.scheduler
    visible(models.world, scheduler, "enterabs", "enter", "cancel", "run")
    visible(models.world, scheduler, "empty", looks=True)


SCHED = Primitive("sched", classes=None, adapt=_adapt, lasting=False)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
