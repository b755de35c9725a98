"""The class's second experiment."""

from __future__ import annotations

import pytest

from threadlab import many_waits
from threadlab.experiments.builds import Build
from threadlab.experiments.many_waits import result
from threadlab.experiments.many_waits.result import ManyWaits

BUILD = Build("python", "3.14.0", True, 4)


def test_many_waits_are_extrapolated_by_a_line_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        result, "COUNTS", {"threads": (4, 8), "asyncio": (4, 8), "fork": (1, 2), "spawn": (1, 2)}
    )
    found = many_waits(0.01)
    assert {kind: list(times) for kind, times in found.measured.items()} == {
        "threads": [4, 8], "processes": [1, 2], "asyncio": [4, 8],
    }  # fmt: skip
    assert all(time >= 2 for times in found.measured.values() for time in times.values())
    assert found.here["threads"] < 4000
    assert "extrapolated from smaller numbers" in repr(found)
    assert "the class's laptop 21.10 s" in repr(found)
    assert "processes, the line through them" in repr(found.lines())
    assert found.lines()._repr_png_().startswith(b"\x89PNG")


def test_a_line_follows_the_measured_counts_and_never_falls() -> None:
    rising = ManyWaits({"threads": {100: 2.1, 200: 2.2, 400: 2.4}}, BUILD)
    assert rising.here["threads"] == pytest.approx(6.0)
    falling = ManyWaits({"threads": {100: 2.3, 200: 2.2}}, BUILD)
    assert falling.here["threads"] >= 2.2
    single = ManyWaits({"processes": {10: 2.1}}, BUILD)
    assert single.here["processes"] == pytest.approx(2 + 0.01 * 4000)


def test_fewer_are_started_where_the_machine_allows_fewer() -> None:
    assert result._counts((250, 500, 1000), 4000) == [250, 500, 1000]
    assert result._counts((250, 500, 1000), 100) == [25, 50, 100]
    assert result._counts((15, 30, 60), 1) == [1]
