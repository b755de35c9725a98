"""What tests of experiments share: no other interpreter, and benches that are looked at."""

from __future__ import annotations

import pytest

from threadlab.experiments import builds
from threadlab.experiments.bench import Bench


@pytest.fixture
def only_this_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Free-threaded interpreters of this machine would make the tests slow and different."""
    monkeypatch.setattr(builds, "_candidates", list)


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch, only_this_build: None) -> list[Bench]:
    """The benches that were to be shown."""
    shown: list[Bench] = []
    monkeypatch.setattr(Bench, "show", lambda bench: shown.append(bench))
    return shown
