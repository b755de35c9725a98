"""What it costs to start one."""

from __future__ import annotations

import pytest

from threadlab import start_costs
from threadlab.experiments.start_cost import result

pytestmark = pytest.mark.usefixtures("only_this_build")


def test_start_costs_are_measured_and_drawn_beside_the_recorded_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(result, "REPEATS", dict.fromkeys(result.KINDS, 2))
    found = start_costs()
    assert found.here["asyncio"] > 0 and found.here["thread"] < found.here["spawn"]
    assert found.threads_per_process > 1
    assert found._repr_png_().startswith(b"\x89PNG")
    assert "thread: your machine, CPython" in repr(found)
