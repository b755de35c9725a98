"""The cost of starting many processes."""

from __future__ import annotations

from typing import Any

import pytest

from threadlab import start_up
from threadlab.experiments.start_up import result
from threadlab.experiments.start_up.bench import start_up_bench
from threadlab.experiments.start_up.result import StartUp, recorded_start_up


def test_starting_processes_is_measured_by_each_method_of_this_system() -> None:
    found = start_up(2)
    assert "spawn" in found.points and [count for count, _ in found.points["spawn"]] == [1, 2]
    assert found.seconds("spawn") == found.points["spawn"][-1][1] > 0
    assert "spawn: " in repr(found) and "extrapolated" not in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")


def test_more_processes_than_should_be_started_lie_on_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(result, "most_at_once", lambda method: 4)
    monkeypatch.setattr(result, "_seconds", lambda method, count, build: 0.1 + 0.01 * count)
    found = start_up(1000, ["spawn"])
    assert [count for count, _ in found.points["spawn"]] == [1, 2, 4]
    assert found.seconds("spawn") == pytest.approx(10.1)
    assert "spawn: 10.1 s, extrapolated from the line up to 4" in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")


def test_one_point_makes_a_line_from_nothing() -> None:
    found = StartUp({"fork": ((4, 0.8),)}, 8, "here")
    assert found.seconds("fork") == pytest.approx(1.6)


def test_the_bench_begins_with_fifty_processes_and_every_method(benches: list[Any]) -> None:
    start_up_bench()
    controls = benches[0].controls
    assert controls["processes"].value == benches[0].first.processes == 50
    assert max(controls["processes"].options) == 4000
    assert "spawn" in controls["methods"].value


def test_the_recorded_figures_are_for_the_number_that_the_slider_begins_with() -> None:
    found = recorded_start_up()
    assert found.processes == 50 and not any(map(found.extrapolated, found.points))
    assert found.seconds("fork") < found.seconds("forkserver") < found.seconds("spawn")
