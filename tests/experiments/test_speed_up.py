"""Speed-up, beside Amdahl's law."""

from __future__ import annotations

import sys
import threading
from typing import Any

import pytest

from threadlab import measure, speed_up
from threadlab.experiments.builds import Build, this_build
from threadlab.experiments.speed_up import bench, job, result
from threadlab.experiments.speed_up.result import SpeedUp, amdahl
from threadlab.experiments.workload import teams

pytestmark = pytest.mark.usefixtures("only_this_build")


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
    assert "ideal: n workers, n times as fast: 1.00 (1), 2.00 (2)" in words
    assert found._repr_png_().startswith(b"\x89PNG")


def test_a_free_threaded_interpreter_gets_a_curve_of_its_own(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    here = this_build()
    other = Build(here.path, "3.14.2", False, 2)
    monkeypatch.setattr(result, "free_threaded", lambda: [other])
    found = speed_up(["threads"], workers=(2,), seconds=0.002)
    assert "computing, by threads, free-threaded 3.14.2" in repr(found)


def test_the_cores_are_drawn_where_processes_reach_them() -> None:
    curves = {"processes": {1: 1.0, 8: 3.9}}
    assert "the 4 cores" in repr(SpeedUp(curves, 0.0, "a build", 4))
    assert "cores" not in repr(SpeedUp(curves, 0.0, "a build", 16))
    assert "cores" not in repr(SpeedUp({"waiting": {1: 1.0, 8: 7.9}}, 0.0, "a build", 4))


def test_a_team_that_can_not_be_started_leaves_nobody_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    started: list[threading.Thread] = []

    class Few(threading.Thread):
        def __init__(self, **options: Any):
            super().__init__(daemon=True, **options)

        def start(self) -> None:
            if len(started) == 2:
                raise RuntimeError("can't start new thread")
            started.append(self)
            super().start()

    monkeypatch.setattr(teams.threading, "Thread", Few)
    monkeypatch.setattr(threading, "excepthook", lambda _: None)
    with pytest.raises(RuntimeError, match="can't start"):
        job.run("threads", [3], "wait", 0.01)
    for thread in started:
        thread.join(5)
    assert not any(thread.is_alive() for thread in started)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_processes_of_a_team_are_joined() -> None:
    found = measure("speed-up", kind="fork", workers=[1, 3], work="cpu", amount=3000).result
    assert len(found["seconds"]) == len(found["starting"]) == 2


def test_the_settings_of_the_bench_lead_to_a_measurement(
    monkeypatch: pytest.MonkeyPatch, benches: list[Any]
) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(bench, "speed_up", lambda **options: asked.append(options))
    bench.speed_up_bench()
    benches[0].job(**{name: control.value for name, control in benches[0].controls.items()})
    assert asked == [{"serial": 0.0, "seconds": 0.2, "workers": bench.WORKERS, "with_start": False}]
