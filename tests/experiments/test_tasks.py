"""The same tasks by one kind of worker after the other."""

from __future__ import annotations

import os
import sys

import pytest

from threadlab import ThreadlabError, measure, task_times
from threadlab.experiments import kinds
from threadlab.experiments.builds import Build
from threadlab.experiments.measurement import Measurement
from threadlab.experiments.tasks import result
from threadlab.experiments.tasks.result import TaskTimes


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


def test_more_than_the_machine_should_be_asked_for_is_refused(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert kinds.most_at_once("fork") <= 400 and kinds.most_at_once("threads") <= 4000
    monkeypatch.setattr(kinds, "_free_megabytes", lambda: 160)
    assert kinds.most_at_once("spawn") == 10
    monkeypatch.setattr(kinds, "_user_limit", lambda: 12)
    assert kinds.most_at_once("threads") == 6
    with pytest.raises(ThreadlabError, match="More than 6 of “threads” at once"):
        task_times(["threads"], tasks=7)
    assert task_times(["threads"], tasks=7, workers=2, amount=10).seconds["threads"] > 0


@pytest.mark.skipif(os.name != "posix", reason="Windows has no fork")
def test_more_processes_than_should_be_started_are_extrapolated(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(result, "most_at_once", lambda kind: 4)
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
        build = Build("python", "3.14.0", True, 2)
        return repr(TaskTimes((Measurement("tasks", arguments, {"seconds": 1.0}, build),)))

    assert words in made(amount)
    assert "class" not in made(amount / 10)


def test_waits_one_after_the_other_that_would_take_too_long_are_refused() -> None:
    with pytest.raises(ThreadlabError, match=r"would take 8,000 s\. Leave that kind out"):
        task_times(["serial"], tasks=4000, work="wait", amount=2.0)
