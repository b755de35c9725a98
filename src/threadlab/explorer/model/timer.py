"""Timers: Python's own, a modelled thread that waits for a modelled event."""

from __future__ import annotations

from threadlab.explorer.model.base import Primitive

TIMER = Primitive("threading", classes=("Timer",))
