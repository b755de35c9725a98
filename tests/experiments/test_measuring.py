"""Measurements: what they give, that they can be stopped, and that nothing is left running."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path
from typing import Any

import pytest

from support.processes import running_in_group
from threadlab import (
    ThreadlabError,
    buffer,
    latency,
    lost_updates,
    measure,
    start_costs,
    task_times,
)
from threadlab.experiments import bench as bench_module
from threadlab.experiments import benches, builds, costs, lost, tasks
from threadlab.experiments import latency as latency_module
from threadlab.experiments.chart import Chart
from threadlab.experiments.measurement import Measurement, Running, following
from threadlab.experiments.recorded import recorded
from threadlab.experiments.tasks import TaskTimes
from threadlab.experiments.workload import base

POSIX = os.name == "posix"


@pytest.fixture(autouse=True)
def only_this_build(monkeypatch: pytest.MonkeyPatch) -> None:
    """Free-threaded interpreters of this machine would make the tests slow and different."""
    for module in (costs, lost, latency_module):
        monkeypatch.setattr(module, "free_threaded", list)


@pytest.mark.parametrize("kind", ["serial", "threads", "fork", "asyncio"])
@pytest.mark.parametrize("workers", [0, 2])
def test_all_tasks_are_done_by_each_kind(kind: str, workers: int) -> None:
    if kind == "fork" and sys.platform == "win32":
        pytest.skip("Windows has no fork")
    told: list[tuple[int, int]] = []
    found = measure("tasks", kind=kind, tasks=5, workers=workers, work="cpu", amount=100,
                    progress=lambda done, of: told.append((done, of)))  # fmt: skip
    assert found.result["started"] == found.result["tasks"] == 5
    assert found.result["seconds"] > 0
    assert told == sorted(told) and told[-1] == (5, 5)
    assert found.build.version == ".".join(map(str, sys.version_info[:3]))


def test_the_computation_is_real_work() -> None:
    expected = 1
    for number in range(1, 1001):
        expected = expected * number % base.PRIME or 1
    assert base.compute(1000) == expected != base.compute(999)


def test_with_a_lock_no_update_is_lost_and_with_a_sleep_half_of_them() -> None:
    found = lost_updates(["locked", "sleep"], times=2000)
    assert found.here["locked"] == 0
    assert 0 < found.here["sleep"] <= 50.1
    assert "with a lock: your machine" in repr(found)


def test_shapes_are_what_they_are_called() -> None:
    import dis

    from threadlab.experiments.workload.losing import add_call, add_locked, add_name

    def calls(function: Any) -> bool:
        return any(step.opname.startswith("CALL") and step.argval == 1
                   for step in dis.get_instructions(function)
                   if step.opname in ("CALL", "CALL_FUNCTION"))  # fmt: skip

    names = {function.__name__: function.__code__.co_names
             for function in (add_call, add_locked, add_name)}  # fmt: skip
    assert "int" in names["add_call"] and "int" in names["add_locked"]
    assert "int" not in names["add_name"] and calls(add_call)


def test_a_hundred_threads_that_take_one_each() -> None:
    assert measure("take-one", threads=20, pause=0.0, locked=True).result["left"] == 0
    assert 0 < measure("take-one", threads=20, pause=0.05, locked=False).result["left"] < 20


def test_waiting_beside_busy_threads_is_measured(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(latency_module, "ROUNDS", 3)
    found = latency(busy=1, interval=0.001)
    assert found.here["sleep"] >= 1 and found.here["answer"] > 0
    assert "free-threaded 3.14 1.08 ms" in repr(found)


def test_a_buffer_never_holds_more_than_it_has_room_for_and_all_is_used_up() -> None:
    found = buffer(3, 2, 4, items=30, produce=0.0001, consume=0.0005)
    assert found.levels[-1][1] == 0 and len(found.levels) == 61
    # The count is made after the put, when a consumer may have taken one more already.
    assert found.highest <= 4 + 3
    assert "All items were used up" in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")


def test_start_costs_are_measured_and_drawn_beside_the_recorded_ones(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(costs, "REPEATS", dict.fromkeys(costs.KINDS, 2))
    found = start_costs()
    assert found.here["asyncio"] > 0 and found.here["thread"] < found.here["spawn"]
    assert found.threads_per_process > 1
    assert found._repr_png_().startswith(b"\x89PNG")
    assert "thread: your machine, CPython" in repr(found)


def test_a_measurement_can_be_stopped_and_leaves_nothing_running() -> None:
    seen: list[Running] = []

    def stop_it(done: int, of: int) -> None:
        seen[0].stop()

    with following(seen.append, stop_it), pytest.raises(ThreadlabError, match="was stopped"):
        measure("tasks", kind="fork" if POSIX else "spawn", tasks=50, workers=2,
                work="wait", amount=0.02)  # fmt: skip
    assert seen[0]._child.returncode is not None
    assert running_in_group(seen[0]._child.pid) == []


def test_the_kernels_stop_button_stops_the_child_too() -> None:
    seen: list[Running] = []

    def interrupt(done: int, of: int) -> None:
        raise KeyboardInterrupt

    with following(seen.append, interrupt), pytest.raises(KeyboardInterrupt):
        measure("tasks", kind="serial", tasks=50, workers=0, work="wait", amount=0.02)
    assert seen[0]._child.returncode is not None


def test_what_takes_too_long_is_given_up() -> None:
    with pytest.raises(ThreadlabError, match=r"given up after 0\.2 s"):
        measure("tasks", longest=0.2, kind="serial", tasks=1, workers=0, work="wait", amount=60)


@pytest.mark.parametrize(
    ("job", "arguments", "words"),
    [
        ("nothing", {}, "KeyError"),
        ("tasks", {"kind": "magic", "tasks": 1, "workers": 0, "work": "cpu", "amount": 1}, "magic"),
    ],
)
def test_a_job_that_fails_is_a_sentence(job: str, arguments: dict[str, Any], words: str) -> None:
    with pytest.raises(ThreadlabError, match=f"The measurement failed: .*{words}"):
        measure(job, **arguments)


def test_more_than_the_machine_should_be_asked_for_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert tasks.most_at_once("fork") <= 400 and tasks.most_at_once("threads") <= 4000
    monkeypatch.setattr(tasks, "_free_megabytes", lambda: 160)
    assert tasks.most_at_once("spawn") == 10
    monkeypatch.setattr(tasks, "_user_limit", lambda: 12)
    assert tasks.most_at_once("threads") == 6
    with pytest.raises(ThreadlabError, match="More than 6 at once of “threads”"):
        task_times(["threads"], tasks=7)
    assert task_times(["threads"], tasks=7, workers=2, amount=10).seconds["threads"] > 0


@pytest.mark.skipif(not POSIX, reason="Windows has no fork")
def test_more_processes_than_should_be_started_are_extrapolated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(tasks, "most_at_once", lambda kind: 4)
    found = task_times(["fork"], tasks=1000, work="empty")
    assert found.measurements[0].result["extrapolated_from"] == [1, 2, 3, 4]
    assert found.seconds["fork"] > task_times(["fork"], tasks=1, work="empty").seconds["fork"]
    assert "processes, fork, extrapolated from 1, 2, 3, 4: your machine" in repr(found)
    with pytest.raises(ThreadlabError, match="More than 4"):
        task_times(["fork"], tasks=1000, workers=5)


@pytest.mark.parametrize(
    ("work", "count", "amount", "words"),
    [
        ("cpu", 12, 1e7, "12 × 10 million steps, the class's laptop 1.47 s"),
        ("wait", 4000, 2.0, "4000 × 2 s, the class's laptop 21.10 s"),
    ],
)
def test_tasks_as_in_the_class_and_no_others_are_drawn_beside_its_figures(
    work: str, count: int, amount: float, words: str
) -> None:
    def made(amount: float) -> str:
        arguments = {"kind": "fork", "work": work, "tasks": count, "amount": amount}
        build = builds.Build("python", "3.14.0", True, 2)
        return repr(TaskTimes((Measurement("tasks", arguments, {"seconds": 1.0}, build),)))

    assert words in made(amount)
    assert "class" not in made(amount / 10)


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


def test_charts_say_all_values_in_words_and_draw_ranges() -> None:
    chart = Chart({"a": "first", "b": "second"}, {"here": {"a": 3}, "there": {"a": (1, 9), "b": 0}},
                  "unit", sign=" %")  # fmt: skip
    assert repr(chart).splitlines() == ["unit", "first: here 3 %, there 1–9 %", "second: there 0 %"]
    assert [text.get_text() for text in chart.figure().axes[0].texts] == ["3 %", "1–9 %", "0 %"]


@pytest.mark.parametrize("name", ["start-cost", "lost-updates", "speed", "latency", "buffer"])
def test_recorded_figures_name_their_build(name: str) -> None:
    for build in recorded(name):
        assert build["name"]
        assert all(isinstance(value, (int, float, list, str)) for value in build.values())


@pytest.mark.parametrize(
    "show",
    [
        benches.start_cost_bench,
        benches.lost_update_bench,
        benches.latency_bench,
        benches.buffer_bench,
        benches.speed_bench,
    ],
)
def test_a_bench_shows_recorded_figures_first_and_then_its_own(
    show: Any, monkeypatch: pytest.MonkeyPatch
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

    monkeypatch.setattr(bench_module, "display", display)
    monkeypatch.setattr(benches, "Bench", Fast)
    show()
    assert shown[0]._repr_png_().startswith(b"\x89PNG")
    made[0].start.click()
    assert made[0].thread is not None
    made[0].thread.join()
    assert shown[-1].result["microseconds"]["thread"] > 0
    assert made[0].words.value.startswith("Measured in")
    assert (made[0].start.disabled, made[0].stop.disabled) == (False, True)


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
