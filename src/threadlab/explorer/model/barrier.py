"""Barriers: Python's own, over the modelled conditions."""

from __future__ import annotations

import types

from threadlab.explorer.model.base import Models, Primitive
from threadlab.explorer.model.operations import visible


def _adapt(models: Models, module: types.ModuleType) -> None:
    visible(models.world, module.Barrier, "wait", "reset", "abort")


BARRIER = Primitive("threading", classes=("Barrier", "BrokenBarrierError"), adapt=_adapt)
