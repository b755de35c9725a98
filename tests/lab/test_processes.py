"""Families of processes that are drawn, children that are run, and the cost of starting many."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from time import monotonic, sleep
from typing import Any

import pytest
from support.processes import running_in_group

from threadlab import ThreadlabError, process_tree, run_child, start_up
from threadlab.experiments import bench, startup
from threadlab.experiments.startup import StartUp, recorded_start_up
from threadlab.lab.programs import tree
from threadlab.lab.programs.script import workshop
from threadlab.lab.programs.tree import Member, draw_tree

FAMILY = """
import sys
from multiprocessing import get_context
from time import sleep

if __name__ == "__main__":
    for _ in range(2):
        get_context(sys.argv[1]).Process(target=sleep, args=(5,)).start()
    print("started", flush=True)
"""
LINUX = pytest.mark.skipif(sys.platform != "linux", reason="the helpers differ elsewhere")


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a kernel: shells of other tests have left a __main__ without this."""
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None, raising=False)


def written(text: str, name: str = "family.py") -> str:
    Path(workshop(), name).write_text(text, encoding="utf-8")
    return name


@LINUX
@pytest.mark.parametrize(
    ("method", "family"),
    [
        ("fork", "family.py (forked child, forked child)"),
        ("spawn", "family.py (resource tracker, spawned Python, spawned Python)"),
        ("forkserver", "family.py (resource tracker, fork server (forked child, forked child))"),
    ],
)
def test_a_family_is_drawn_as_the_system_knows_it(
    method: str, family: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    groups: list[int] = []
    stop = tree._stop
    monkeypatch.setattr(tree, "_stop", lambda child: (groups.append(child.pid), stop(child)))
    drawn = process_tree(written(FAMILY), method)
    assert family in drawn.description
    assert drawn.members == family.count(",") + 3 + family.count("server (")
    assert drawn.note == f"$ python family.py {method}"
    assert f"pid {os.getpid()}" in drawn.svg()
    deadline = monotonic() + 5  # those that were killed need a moment to end
    while running_in_group(groups[-1]) and monotonic() < deadline:
        sleep(0.01)
    assert running_in_group(groups[-1]) == []


def test_a_program_that_says_nothing_can_not_be_drawn() -> None:
    with pytest.raises(ThreadlabError, match=r"silent\.py has printed nothing"):
        process_tree(written("pass", "silent.py"))


def test_everybody_has_a_box_and_is_below_who_started_it() -> None:
    family = Member(1, "kernel", (Member(2, "program", (Member(3, "a"), Member(4, "b"))),))
    drawn = draw_tree(family)
    assert drawn.members == 4
    svg = drawn.svg()
    assert svg.count("<rect") == 4 and svg.count('stroke="currentColor" fill="none"') == 3
    assert repr(drawn).startswith("Tree of processes, who has started whom: kernel (program (a, b")


def test_the_present_family_has_this_process_at_its_head() -> None:
    assert f"pid {os.getpid()}" in process_tree().svg()


def test_a_child_says_what_it_prints_and_how_it_failed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_child(print, "hello") == 0
    assert capsys.readouterr().out == "hello\n"
    assert run_child(int, "seven") == 1
    assert capsys.readouterr().out.splitlines() == [
        "ValueError: invalid literal for int() with base 10: 'seven'",
        "(ended with exit status 1)",
    ]


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such end")
def test_a_child_that_leaves_without_a_word_is_told_of(capsys: pytest.CaptureFixture[str]) -> None:
    assert run_child(os._exit, 7) == 7
    assert capsys.readouterr().out == "(ended with exit status 7)\n"


def test_starting_processes_is_measured_by_each_method_of_this_system() -> None:
    found = start_up(2)
    assert "spawn" in found.points and [count for count, _ in found.points["spawn"]] == [1, 2]
    assert found.seconds("spawn") == found.points["spawn"][-1][1] > 0
    assert "spawn: " in repr(found) and "extrapolated" not in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")


def test_more_processes_than_should_be_started_lie_on_the_line(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(startup, "most_at_once", lambda method: 4)
    monkeypatch.setattr(startup, "_seconds", lambda method, count, build: 0.1 + 0.01 * count)
    found = start_up(1000, ["spawn"])
    assert [count for count, _ in found.points["spawn"]] == [1, 2, 4]
    assert found.seconds("spawn") == pytest.approx(10.1)
    assert "spawn: 10.1 s, extrapolated from the line up to 4" in repr(found)
    assert found._repr_png_().startswith(b"\x89PNG")


def test_one_point_makes_a_line_from_nothing() -> None:
    found = StartUp({"fork": ((4, 0.8),)}, 8, "here")
    assert found.seconds("fork") == pytest.approx(1.6)


def test_the_bench_begins_with_fifty_processes_and_every_method(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    made: list[Any] = []
    monkeypatch.setattr(bench.Bench, "show", lambda self: made.append(self))
    startup.start_up_bench()
    controls = made[0].controls
    assert controls["processes"].value == made[0].first.processes == 50
    assert max(controls["processes"].options) == 4000
    assert "spawn" in controls["methods"].value


def test_the_recorded_figures_are_for_the_number_that_the_slider_begins_with() -> None:
    found = recorded_start_up()
    assert found.processes == 50 and not any(map(found.extrapolated, found.points))
    assert found.seconds("fork") < found.seconds("forkserver") < found.seconds("spawn")
