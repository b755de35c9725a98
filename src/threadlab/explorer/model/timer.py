"""Timers: Python's own, a modelled thread that waits for a modelled event."""

from __future__ import annotations

import types
from typing import Any

from threadlab.explorer.engine.marks import MODELLED
from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.operations import handing_on


def _adapt(models: Models, module: types.ModuleType) -> None:
    timer = module.Timer
    start = timer.__init__

    def begin(
        self: Any, interval: Any, function: Any, args: Any = None, kwargs: Any = None
    ) -> None:
        start(self, interval, handing_on(models, function, args), args, kwargs)

    timer.__init__ = begin


TIMER = Primitive("threading", classes=("Timer",), adapt=_adapt)
globals()["@modelled"] = MODELLED  # the hooks know by this that calls need no point of theirs
