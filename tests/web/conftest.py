"""A desk of the page, as a page that has just been opened has it."""

from __future__ import annotations

import pytest

from threadlab.explorer.source import cells
from threadlab.lab import front
from threadlab.web.desk import Desk


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr(cells, "_own", [])
    monkeypatch.setattr(cells, "_run", [])
    monkeypatch.setattr(front, "_fronts", [])
    return Desk()
