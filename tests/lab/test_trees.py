"""Families of processes that are drawn, and children that are run."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from support.processes import left_in_group
from threadlab import ThreadlabError, process_tree, run_child
from threadlab.homework.workshop import workshop
from threadlab.lab.programs import tree
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


def written(text: str, name: str = "family.py") -> str:
    Path(workshop(), name).write_text(text, encoding="utf-8")
    return name


@pytest.fixture(autouse=True)
def main_module(monkeypatch: pytest.MonkeyPatch) -> None:
    """As in a kernel: shells of other tests have left a __main__ without this."""
    monkeypatch.setattr(sys.modules["__main__"], "__spec__", None, raising=False)


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
    assert left_in_group(groups[-1]) == []


def test_a_program_that_says_nothing_can_not_be_drawn() -> None:
    with pytest.raises(ThreadlabError, match=r"silent\.py has printed nothing"):
        process_tree(written("pass", "silent.py"))


def test_everybody_has_a_box_and_is_below_who_started_it() -> None:
    family = Member(1, "kernel", (Member(2, "program", (Member(3, "a"), Member(4, "b"))),))
    drawn = draw_tree(family)
    assert drawn.members == 4
    svg = drawn.svg()
    assert svg.count("<rect") == 4 and svg.count('stroke="currentColor" fill="none"') == 3
    assert repr(drawn).startswith(
        "Tree of processes, showing who started whom: kernel (program (a, b"
    )


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
