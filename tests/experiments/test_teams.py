"""Teams: the experiments of the class, speed-up, and threads inside of processes."""

from __future__ import annotations

import sys
from typing import Any

import pytest

from threadlab import ThreadlabError, many_waits, measure, mix, speed_up, task_times, twelve_sums
from threadlab.experiments import bench as bench_module
from threadlab.experiments import classic, speedup, teambenches
from threadlab.experiments.builds import Build, this_build
from threadlab.experiments.chart import Chart
from threadlab.experiments.curves import Curve, Curves
from threadlab.experiments.mix import Mix, recorded_mix
from threadlab.experiments.recorded import recorded
from threadlab.experiments.speedup import SpeedUp, amdahl
from threadlab.experiments.workload import base, teams

KIND = classic.process_kind()
BUILD = Build("python", "3.14.0", True, 4)


@pytest.fixture(autouse=True)
def only_this_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Free-threaded interpreters of this machine would make the tests slow and different."""
    for module in (classic, speedup):
        monkeypatch.setattr(module, "free_threaded", list)


def test_twelve_sums_are_scaled_to_those_of_the_class(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[str, str]] = []

    def pretend(kind: str, work: str, steps: int, build: Build) -> float:
        asked.append((kind, work))
        return 0.1 if work == "empty" else 0.5

    monkeypatch.setattr(classic, "_sums", pretend)
    found = twelve_sums(1_000_000, BUILD)
    assert found.here["serial"] == found.here["threads"] == pytest.approx(5.0)
    assert found.here["processes"] == pytest.approx(0.1 + 0.4 * 10), "the start counts once"
    assert found.threads_per_processes == pytest.approx(5.0 / 4.1)
    assert (KIND, "empty") in asked and ("interpreters", "cpu") in asked
    assert "12 × 1 million steps 5.00 s, recorded, the class's laptop 5.70 s" in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")


def test_as_many_steps_as_in_the_class_are_not_scaled(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(classic, "_sums", lambda kind, work, steps, build: 3.0)
    found = twelve_sums(10_000_000, Build("python", "3.13.0", True, 2))
    assert set(found.here.values()) == {3.0} and "interpreters" not in found.here
    assert "scaled" not in repr(found)


def test_twelve_sums_are_really_done() -> None:
    found = twelve_sums(2000)
    interpreters = {"interpreters"} if sys.version_info >= (3, 14) else set()
    assert set(found.here) == {"serial", "threads", "processes", "asyncio", *interpreters}
    assert all(seconds > 0 for seconds in found.here.values())
    assert found.steps == 2000


def test_many_waits_are_extrapolated_by_a_line_and_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        classic, "COUNTS", {"threads": (4, 8), "asyncio": (4, 8), "fork": (1, 2), "spawn": (1, 2)}
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
    rising = classic.ManyWaits({"threads": {100: 2.1, 200: 2.2, 400: 2.4}}, BUILD)
    assert rising.here["threads"] == pytest.approx(6.0)
    falling = classic.ManyWaits({"threads": {100: 2.3, 200: 2.2}}, BUILD)
    assert falling.here["threads"] >= 2.2
    single = classic.ManyWaits({"processes": {10: 2.1}}, BUILD)
    assert single.here["processes"] == pytest.approx(2 + 0.01 * 4000)


def test_fewer_are_started_where_the_machine_allows_fewer() -> None:
    assert classic._counts((250, 500, 1000), 4000) == [250, 500, 1000]
    assert classic._counts((250, 500, 1000), 100) == [25, 50, 100]
    assert classic._counts((15, 30, 60), 1) == [1]


def test_what_could_not_be_started_is_no_measurement(monkeypatch: pytest.MonkeyPatch) -> None:
    from threadlab.experiments.workload import tasks

    monkeypatch.setattr(tasks, "run_tasks", lambda *_: {"started": 3, "seconds": 1.0})
    with pytest.raises(RuntimeError, match="no more than 3 could be started"):
        tasks.run_tasks_by_count("threads", [5], "wait", 0.1)


def test_amdahls_law() -> None:
    assert amdahl(9, 0.1) == pytest.approx(5)
    assert amdahl(4, 0) == 4 and amdahl(1, 0.3) == 1
    assert 9.99 < amdahl(1_000_000, 0.1) < 10


def test_waiting_is_divided_among_threads_and_what_one_does_alone_is_not() -> None:
    found = speed_up(["waiting"], workers=(4,), seconds=0.2)
    assert list(found.measured["waiting"]) == [1, 4]
    assert found.measured["waiting"][1] == 1 and found.measured["waiting"][4] > 1.5
    alone = speed_up(["waiting"], workers=(4,), seconds=0.2, serial=0.5)
    assert alone.measured["waiting"][4] < 2.2
    assert "Amdahl's law with 50 % alone: never above 2: 1.00 (1), 1.33 (2)" in repr(alone)


@pytest.mark.parametrize("with_start", [False, True])
def test_a_computation_is_divided_among_processes_and_threads(with_start: bool) -> None:
    found = speed_up(["processes", "threads"], workers=(2,), seconds=0.01, with_start=with_start)
    assert set(found.measured) == {"processes", "threads"}
    assert all(values[2] > 0 for values in found.measured.values())
    words = repr(found)
    assert "computing, by processes: 1.00 (1)" in words
    assert "as many times as fast as there are workers: 1.00 (1), 2.00 (2)" in words
    assert found._repr_png_().startswith(b"\x89PNG")


def test_a_free_threaded_interpreter_gets_a_curve_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = this_build()
    other = Build(here.path, "3.14.2", False, 2)
    monkeypatch.setattr(speedup, "free_threaded", lambda: [other])
    found = speed_up(["threads"], workers=(2,), seconds=0.002)
    assert "computing, by threads, free-threaded 3.14.2" in repr(found)


def test_the_cores_are_drawn_where_processes_reach_them() -> None:
    curves = {"processes": {1: 1.0, 8: 3.9}}
    assert "the 4 cores" in repr(SpeedUp(curves, 0.0, "a build", 4))
    assert "cores" not in repr(SpeedUp(curves, 0.0, "a build", 16))
    assert "cores" not in repr(SpeedUp({"waiting": {1: 1.0, 8: 7.9}}, 0.0, "a build", 4))


def test_a_mix_does_all_tasks_and_names_the_best() -> None:
    found = mix((1, 2), (1, 4), tasks=8, wait=0.03, busy=0.001)
    assert found.at(1, 1) >= 8 * 0.03 > found.at(2, 4)
    assert found.best != (1, 1)
    assert repr(found).splitlines()[1].startswith("1 process: 1 thread 0.")
    assert repr(found).splitlines()[-1].startswith("The shortest time: ")
    assert found._repr_png_().startswith(b"\x89PNG")


def test_the_start_of_the_processes_may_be_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    from threadlab.experiments import mix as mix_module

    class Found:
        result: Any = {"seconds": [[1.0]], "starting": [[0.5]]}  # noqa: RUF012

    monkeypatch.setattr(mix_module, "measure", lambda *_, **__: Found())
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


@pytest.mark.parametrize("name", ["waits", "speed-up", "mix"])
def test_recorded_figures_name_their_build(name: str) -> None:
    assert all(build["name"] for build in recorded(name))


def test_as_many_steps_as_take_so_long() -> None:
    base.compute(1000)
    assert 0 < teams.steps_for(0.001) < teams.steps_for(1.0)


def test_bars_that_a_row_has_are_centred_on_it() -> None:
    chart = Chart({"a": "both", "b": "one"}, {"x": {"a": 1}, "y": {"a": 2, "b": 3}}, "unit")
    bars = [bar.get_y() + bar.get_height() / 2 for bar in chart.figure().axes[0].patches]
    assert bars == pytest.approx([1.2, 0.8, 0.0])


def test_curves_say_their_points_at_whole_numbers() -> None:
    curve = Curve("law", ((1, 1.0), (1.5, 1.4), (2, 1.75)), "#000000", "dashed")
    words = repr(Curves((curve,), "workers", "speed-up"))
    assert words == "speed-up / workers\nlaw: 1.00 (1), 1.75 (2)"


def test_waits_one_after_the_other_that_would_take_too_long_are_refused() -> None:
    with pytest.raises(ThreadlabError, match=r"would take 8,000 s\. Leave that kind out"):
        task_times(["serial"], tasks=4000, work="wait", amount=2.0)


def test_a_team_that_can_not_be_started_leaves_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import threading

    before = threading.active_count()
    started: list[threading.Thread] = []

    class Few(threading.Thread):
        def start(self) -> None:
            if len(started) == 2:
                raise RuntimeError("can't start new thread")
            started.append(self)
            super().start()

    monkeypatch.setattr(teams.threading, "Thread", Few)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with pytest.raises(RuntimeError, match="can't start"):
        teams.run_speed_up("threads", [3], "wait", 0.01)
    for thread in started:
        thread.join(5)
    assert threading.active_count() == before


@pytest.mark.parametrize("show", [teambenches.speed_up_bench, teambenches.mix_bench])
def test_a_bench_shows_recorded_figures_first_and_its_settings_lead_to_a_measurement(
    show: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: list[Any] = []
    made: list[bench_module.Bench] = []

    class Kept(bench_module.Bench):
        def __init__(self, job: Any, first: Any, **controls: Any):
            super().__init__(job, first, **controls)
            made.append(self)

    monkeypatch.setattr(bench_module, "display", lambda what, **_: shown.append(what))
    monkeypatch.setattr(teambenches, "Bench", Kept)
    asked: list[dict[str, Any]] = []
    monkeypatch.setattr(teambenches, "speed_up", lambda **options: asked.append(options))
    monkeypatch.setattr(teambenches, "mix", lambda *_, **options: asked.append(options))
    show()
    assert shown[0]._repr_png_().startswith(b"\x89PNG")
    made[0].job(**{name: control.value for name, control in made[0].controls.items()})
    assert asked[0]["with_start"] is False


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_processes_of_a_team_are_joined() -> None:
    found = measure("speed-up", kind="fork", workers=[1, 3], work="cpu", amount=3000).result
    assert len(found["seconds"]) == len(found["starting"]) == 2
