"""A desk of the page, as a page that has just been opened has it."""

from __future__ import annotations

import pytest

from threadlab.explorer.source import cells
from threadlab.lab import front
from threadlab.web.desk import Desk


@pytest.fixture(autouse=True)
def _places(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a desk puts in place is gone with its test."""
    monkeypatch.setattr(cells, "_own", [])
    monkeypatch.setattr(cells, "_run", [])
    monkeypatch.setattr(front, "_fronts", [])


@pytest.fixture
def desk() -> Desk:
    return Desk()
