"""Threads inside of processes."""

from __future__ import annotations

from typing import Any

import pytest

from threadlab import mix
from threadlab.experiments.mix import bench, job, result
from threadlab.experiments.mix.result import Mix, recorded_mix
from threadlab.experiments.workload import base


def test_a_mix_does_all_tasks_and_names_the_best() -> None:
    found = mix((1, 2), (1, 4), tasks=8, wait=0.03, busy=0.001)
    assert found.at(1, 1) >= 8 * 0.03 > found.at(2, 4)
    assert found.best != (1, 1)
    assert repr(found).splitlines()[1].startswith("1 process: 1 thread 0.")
    assert repr(found).splitlines()[-1].startswith("The shortest time: ")
    assert found._repr_png_().startswith(b"\x89PNG")


def test_the_start_of_the_processes_may_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    class Found:
        result: Any = {"seconds": [[1.0]], "starting": [[0.5]]}  # noqa: RUF012

    monkeypatch.setattr(result, "measure", lambda *_, **__: Found())
    assert mix((1,), (1,)).seconds == ((1.0,),)
    assert mix((1,), (1,), with_start=True).seconds == ((1.5,),)


def test_a_heat_map_writes_each_figure_into_its_field_in_a_colour_that_can_be_read() -> None:
    figure = recorded_mix().figure()
    texts = {text.get_text(): text.get_color() for text in figure.axes[0].texts}
    assert texts["3.15 s"] == "white" and texts["0.28 s"] == "black"
    assert len(figure.axes[0].texts) == 20
    one = Mix((1,), (1,), ((0.5,),), "one field")
    assert [text.get_text() for text in one.figure().axes[0].texts] == ["0.50 s"]


def test_the_recorded_mix_says_what_the_chapter_says() -> None:
    found = recorded_mix()
    assert (found.at(8, 1), found.at(1, 8)) == (0.464, 0.517)
    assert found.at(*found.best) == 0.221 and found.at(2, 16) == 0.278
    assert "4 processes: 1 thread 0.85 s" in repr(found)


def test_as_many_steps_as_take_so_long() -> None:
    base.compute(1000)
    assert 0 < job.steps_for(0.001) < job.steps_for(1.0)


def test_the_settings_of_the_bench_lead_to_a_measurement(
    monkeypatch: pytest.MonkeyPatch, benches: list[Any]
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(bench, "mix", lambda *sizes, **options: asked.append((sizes, options)))
    bench.mix_bench()
    benches[0].job(**{name: control.value for name, control in benches[0].controls.items()})
    sizes = (bench.PROCESSES, bench.THREADS)
    options = {"tasks": 32, "wait": 0.09, "busy": 0.01, "with_start": False}
    assert asked == [(sizes, options)]
