"""Measurements: what they give, that they can be stopped, and that nothing is left running."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

import threadlab
from support.processes import left_in_group
from threadlab import ThreadlabError, measure
from threadlab.experiments import bench as bench_module
from threadlab.experiments import builds, measurement
from threadlab.experiments.measurement import Running, following
from threadlab.experiments.workload import base

POSIX = os.name == "posix"
BENCHES = [name for name in threadlab.__all__ if name.endswith("_bench")]


def test_the_computation_is_real_work() -> None:
    expected = 1
    for number in range(1, 1001):
        expected = expected * number % base.PRIME or 1
    assert base.compute(1000) == expected != base.compute(999)


def test_a_measurement_can_be_stopped_and_leaves_nothing_running() -> None:
    seen: list[Running] = []

    def stop_it(done: int, of: int) -> None:
        seen[0].stop()

    with following(seen.append, stop_it), pytest.raises(ThreadlabError, match="was stopped"):
        measure("tasks", kind="fork" if POSIX else "spawn", tasks=50, workers=2,
                work="wait", amount=0.02)  # fmt: skip
    assert seen[0]._child.returncode is not None
    assert left_in_group(seen[0]._child.pid) == []


def test_the_kernels_stop_button_stops_the_child_too() -> None:
    seen: list[Running] = []

    def interrupt(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with following(seen.append, interrupt), pytest.raises(KeyboardInterrupt):
        measure("tasks", kind="serial", tasks=50, workers=0, work="wait", amount=0.02)
    assert seen[0]._child.returncode is not None


def test_a_measurement_that_is_stopped_says_so_and_no_more() -> None:
    def interrupt(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(ThreadlabError, match="was stopped"):
        measure("tasks", progress=interrupt, kind="serial", tasks=50, workers=0, work="wait",
                amount=0.02)  # fmt: skip


def test_the_readers_lab_says_how_far_a_measurement_is(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shown: list[str] = []

    class Line:
        def update(self, bundle: dict[str, str], raw: bool) -> None:
            shown.append(bundle["text/plain"])

    def display(bundle: dict[str, str], raw: bool, display_id: bool) -> Line:
        shown.append(bundle["text/plain"])
        return Line()

    monkeypatch.setattr("IPython.display.display", display)
    monkeypatch.setattr(measurement, "_PATIENCE_SECONDS", 0.0)
    arguments = {"kind": "serial", "tasks": 3, "workers": 0, "work": "wait", "amount": 0.01}
    measure("tasks", **arguments)
    assert shown == [], "outside of a lab nothing is shown: what a cell shows is compared"
    monkeypatch.setenv("THREADLAB_PROGRESS", str(tmp_path / "progress.json"))
    measure("tasks", **arguments)
    assert shown[0].startswith("tasks: ") and "of 3" in shown[-2] and shown[-1] == ""


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(ThreadlabError, match=r"abandoned after 0\.2 s"):
        measure("tasks", longest=0.2, kind="serial", tasks=1, workers=0, work="wait", amount=60)


@pytest.mark.parametrize(
    ("job", "arguments", "words"),
    [
        (
            "nothing",
            {},
            r"There is nothing .* by the name nothing\. There are box-office, ",
        ),
        (
            "tasks",
            {"kind": "magic", "tasks": 1, "workers": 0, "work": "cpu", "amount": 1},
            "The measurement failed: .*magic",
        ),
    ],
)
def test_a_job_that_fails_is_a_sentence(job: str, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ThreadlabError, match=words):
        measure(job, **arguments)


def test_a_free_threaded_interpreter_is_found_by_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = {"result": {}, "build": {"version": "3.14.2", "gil": False, "cores": 2}}
    stub = tmp_path / "python3.14t"
    stub.write_text(f"#!/bin/sh\necho '{json.dumps(said)}'\n")
    stub.chmod(stub.stat().st_mode | stat.S_IEXEC)
    monkeypatch.setenv(builds.VARIABLE, str(stub))
    found = {build.path: build for build in builds.free_threaded()}
    assert found[str(stub)].name == "free-threaded 3.14.2"
    monkeypatch.setenv(builds.VARIABLE, str(tmp_path / "nowhere"))
    assert str(tmp_path / "nowhere") not in {build.path for build in builds.free_threaded()}
    assert builds.this_build().path == sys.executable


def test_the_stop_button_of_a_bench_stops_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench_module, "display", lambda *_, **__: None)

    def job() -> Any:
        return measure("tasks", kind="serial", tasks=1, workers=0, work="wait", amount=60)

    made = bench_module.Bench(job, "first")
    made.show()
    made.begin()
    made.begin()  # a second click does nothing
    made.end()
    assert made.thread is not None
    made.thread.join()
    assert made.words.value == "The measurement was stopped."


@pytest.mark.parametrize("name", BENCHES)
def test_a_bench_shows_recorded_figures_first_and_then_its_own(
    name: str, monkeypatch: pytest.MonkeyPatch, only_this_build: None
) -> None:
    shown: list[Any] = []
    made: list[bench_module.Bench] = []

    class Picture:
        def update(self, what: Any) -> None:
            shown.append(what)

    def display(what: Any, display_id: bool = False) -> Any:
        shown.append(what)
        return Picture()

    class Fast(bench_module.Bench):
        def __init__(self, job: Any, first: Any, **controls: Any):
            def quick(**_: Any) -> Any:
                return measure("start-cost", kinds=["thread"], repeats={"thread": 3})

            super().__init__(quick, first, **controls)
            made.append(self)

    show = getattr(threadlab, name)
    monkeypatch.setattr(bench_module, "display", display)
    monkeypatch.setattr(sys.modules[show.__module__], "Bench", Fast)
    show()
    drawn = getattr(shown[0], "_repr_png_", None) or shown[0]._repr_html_
    assert drawn() and "your machine" not in repr(shown[0])
    made[0].start.click()
    assert made[0].thread is not None
    made[0].thread.join()
    assert shown[-1].result["microseconds"]["thread"] > 0
    assert made[0].words.value.startswith("Measured in")
    assert (made[0].start.disabled, made[0].stop.disabled) == (False, True)
