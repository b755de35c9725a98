"""Waiting beside busy threads."""

from __future__ import annotations

import pytest

from threadlab import latency
from threadlab.experiments.latency import result

pytestmark = pytest.mark.usefixtures("only_this_build")


def test_waiting_beside_busy_threads_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(result, "ROUNDS", 3)
    found = latency(busy=1, interval=0.001)
    assert found.here["sleep"] >= 1 and found.here["answer"] > 0
    assert "free-threaded 3.14 1.08 ms" in repr(found)
