"""A submission can't keep the judge busy: what is read of it has a bound and a deadline.

Times are those of this process's own work, compared with the deadlines that it has.
"""

from __future__ import annotations

import json
import time
from dataclasses import replace

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from support import ordinary
from support.graded import packed, total
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.job import grade, patience
from threadlab.grading.intake import prepare as intake
from threadlab.grading.intake import prose
from threadlab.grading.intake.prepare import Unreadable, prepare
from threadlab.grading.judging import readable
from threadlab.grading.wire.deadline import Budget, TooLong, within

pytestmark = needs_sandbox

LINES = {
    "magics": "%timeit -n1 -r1 1",
    "shells": "!true",
    "helps": "print?",
    "assigned magics": "a = %time 1",
    "blank lines": "",
    "names": "x = y = z",
    "aliases": "import os; a = os",
    "stars": "from os import *",
    "texts": "'{x} __globals__'",
    "functions": "def f():\n    global g\n    g = f",
}
ODD = {
    "one line of magics": "%time " * 10_000 + "1",
    "cells in cells": "%%time\n" * 400 + "1",
    "options": ("%time" + " -n 1" * 300 + "\n") * 300,
    "attributes": ("x" + ".a" * 900 + "\n") * 100,
    "holes": "f'" + "{x}" * 30_000 + "'",
    "parts": "x = " + " + ".join("y" for _ in range(20_000)),
}


def work(call, *given):
    begin = time.process_time()
    result = call(*given)
    return result, time.process_time() - begin


def crowded(course, text, count=1):
    notebook = ordinary.answered(course)
    notebook.cells[1:1] = [new_code_cell(f"{text}\n# {number}") for number in range(count)]
    return notebook


@pytest.mark.parametrize("name", [*LINES, *ODD])
def test_reading_a_cell_ends_in_time(name):
    texts = (
        [ODD[name]] if name in ODD else ["\n".join([LINES[name]] * n) for n in (200, 800, 20_000)]
    )
    for text in texts:
        _, seconds = work(readable.unread, [text])
        assert seconds < 2 * readable.SECONDS_EACH


def test_many_cells_have_one_deadline_together():
    texts = [f"{LINES['magics']}\n" * 300 + f"# {number}" for number in range(300)]
    found, seconds = work(readable.unread, texts)
    assert found and seconds < 2 * readable.SECONDS_ALL


def test_what_a_class_hands_in_is_read_at_once(project):
    for path in sorted((project.root / "tests" / "answers").glob("*/right/*.py")):
        text = path.read_text()
        found, seconds = work(readable.unread, [text])
        assert not found and seconds < readable.SECONDS_EACH / 2, path


@pytest.mark.parametrize("name", ["magics", "names"])
def test_a_cell_that_can_not_be_read_costs_no_honest_mark_and_buys_none(original, plan, name):
    """What rests on the room's word is a person's; what the arbiter has compared stands."""
    plan = replace(plan, limits=replace(plan.limits, seconds=3.0))
    text = "\n".join([LINES[name]] * 20_000)
    fast = packed(plan, ordinary.answered(original))
    grade(fast)
    _, usual = work(grade, fast)
    result, seconds = work(grade, packed(plan, crowded(original, text)))
    assert seconds < usual + 2 * readable.SECONDS_EACH
    result = json.loads(result)
    marks = {name: mark["score"] for name, mark in result["marks"].items()}
    waiting = {flag.partition(":")[0] for flag in result["flags"]}
    assert waiting == {"test-mean", "test-stack"} and "too long" in result["flags"][0]
    assert marks == {name: 0 if name in waiting else 2 for name in marks}
    assert all(result["marks"][name]["flag"] for name in waiting)


def test_an_honest_cell_of_many_lines_is_read(original, plan):
    data = "table = [\n" + "".join(f"    ({n}, 'row {n}'),\n" for n in range(1000)) + "]"
    magics = "\n".join(["%timeit -n1 -r1 1"] * 30)
    notebook = crowded(original, data)
    notebook.cells.insert(2, new_code_cell(magics))
    result = json.loads(grade(packed(plan, notebook)))
    assert total(result) == 12 and not result["flags"]


SLOW_PROSE = {
    "emphasis": "*a **a " * 7000,
    "links": "[a](b " * 900 + "\n" + "[" * 900,
    "quotes": "> " * 20_000,
    "lists": "- " * 20_000,
    "tables": "|a" * 900 + "\n" + "|-" * 900 + "\n" + ("|b" * 900 + "\n") * 20,
    "ticks": "".join("`" * n + " " for n in range(1, 300)),
    "entities": "&" * 50_000,
    "elements": "<b>" * 10_000,
    "formulas": "$a" * 20_000,
    "references": "".join(f"[a{n}]: b\n" for n in range(4000)) + "[a1]" * 900,
}


@pytest.mark.parametrize("name", SLOW_PROSE)
def test_prose_is_read_in_time(name, plan, original):
    notebook = ordinary.answered(original)
    notebook.cells += [new_markdown_cell(f"{number} {SLOW_PROSE[name]}") for number in range(12)]
    data = nbformat.writes(notebook).encode()
    prepared, seconds = work(prepare, data, plan)
    assert seconds < 3 * intake.PROSE_SECONDS
    assert len(prepared.cells) == len(notebook.cells)


def test_prose_that_takes_for_ever_is_shown_as_typed(monkeypatch, plan, original):
    def for_ever(text, pictures):
        while "spin" in text and not text.startswith("```"):
            pass
        return f"<p>{len(text)}</p>"

    monkeypatch.setattr(prose, "rendered", for_ever)
    notebook = ordinary.answered(original)
    notebook.cells += [new_markdown_cell("spin"), new_markdown_cell("short")]
    prepared = prepare(nbformat.writes(notebook).encode(), plan)
    assert [cell["source"] for cell in prepared.cells[-2:]] == ["```\nspin\n```", "short"]


@pytest.mark.parametrize("text", ["[],", '"a",', "{},", "1,"])
def test_a_file_of_nothing_but_brackets_is_refused_before_it_fills_the_memory(text, plan):
    data = b'{"cells": [' + text.encode() * 12_000_000 + b"1]}"
    with pytest.raises(Unreadable):
        prepare(data, plan)


def test_a_jobs_limit_is_some_of_its_cells_and_not_hours(plan):
    """All graded cells may be late, and what comes before them as well; no more than that."""
    tests = sum(cell.test for cell in plan.cells)
    seconds = patience(packed(plan, nbformat.v4.new_notebook()))
    assert tests * plan.limits.seconds < seconds < (tests * 5 + 40) * plan.limits.seconds


def test_a_look_is_cut_off_though_it_passes_over_exceptions_or_searches():
    import re

    def stubborn():
        while True:
            try:
                while True:
                    pass
            except Exception:
                continue

    for look in (stubborn, lambda: re.match(r"(a|aa)+$", "a" * 60 + "b")):
        with pytest.raises(TooLong), within(0.05):
            look()
    budget = Budget(1.0, 0.1)
    with pytest.raises(TooLong), budget.look():
        stubborn()
    with pytest.raises(TooLong), budget.look():
        raise AssertionError("there was no time left")
