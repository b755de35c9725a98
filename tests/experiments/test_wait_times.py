"""Many waits by threads and coroutines."""

from __future__ import annotations

from typing import Any

from threadlab import wait_times
from threadlab.experiments.wait_times.bench import CLASS, wait_bench, waits_at_once
from threadlab.experiments.wait_times.result import WAIT_SECONDS, Waits


def test_waits_are_measured_by_number_and_drawn_beside_the_recorded_ones() -> None:
    found = wait_times([1, 5, 50], seconds=0.01, most_threads=5)
    assert list(found.seconds["threads"]) == [1, 5]
    assert list(found.seconds["asyncio"]) == [1, 5, 50]
    assert all(spent >= 0.01 for times in found.seconds.values() for spent in times.values())
    assert "recorded" not in repr(found)  # those are of longer waits
    usual = Waits({"asyncio": {10: 0.2}}, WAIT_SECONDS, "here")
    assert "coroutines, asyncio, recorded, CPython 3.12: 10: 0.20 s" in repr(usual)
    assert usual._repr_png_().startswith(b"\x89PNG")


def test_what_would_take_long_one_after_the_other_is_computed() -> None:
    chart = waits_at_once(["serial", "asyncio"], 100, 0.1)
    assert "one after the other, computed" in chart.rows["serial"]
    assert next(iter(chart.series.values()))["serial"] == 10
    assert "class" not in repr(chart)


def test_the_bench_shows_the_classs_experiment_first(benches: list[Any]) -> None:
    wait_bench()
    assert "the class's laptop 3.01 s" in repr(benches[0].first)
    assert "CPython 3.12 2.03 s" in repr(benches[0].first)
    values = {name: control.value for name, control in benches[0].controls.items()}
    assert (values["waits"], values["seconds"]) == CLASS
    assert set(values["kinds"]) == {"threads", "asyncio"}
