"""What feedback says first: of each task what it gave, and why points were lost."""

from __future__ import annotations

from typing import Any

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.utils import compute_checksum

from threadlab.grading.marks.feedback import ByTask, HideTests
from threadlab.words import say

STUB = "raise NotImplementedError()"


def answer(name: str, source: str, *, comment: str | None = None) -> Any:
    known = {"grade_id": name, "solution": True, "grade": False, "comment": comment}
    cell = new_code_cell(STUB, metadata={"nbgrader": known})
    cell.metadata.nbgrader.checksum = compute_checksum(cell)
    cell.source = source
    return cell


def graded(name: str, score: float, points: float, *said: str) -> Any:
    known = {"grade_id": name, "grade": True, "locked": True, "points": points, "score": score}
    outputs = [new_output("error", ename="Threadlab", evalue=text, traceback=[]) for text in said]
    return new_code_cell("assert f()", metadata={"nbgrader": known}, outputs=outputs)


def tasks(*cells: Any) -> list[dict[str, Any]]:
    notebook = new_notebook(cells=[new_markdown_cell("# Homework"), *cells])
    _, resources = ByTask().preprocess(notebook, {})
    return list(resources["threadlab"]["tasks"])


def task(*cells: Any) -> dict[str, Any]:
    (found,) = tasks(new_markdown_cell("## 1 · A <b>task</b> (3 points)"), *cells)
    return found


def test_each_task_has_its_title_its_points_and_each_reason_once() -> None:
    late = "It took two. (Schedule 7 of those tried.)\n  main  line 3"
    found = task(
        answer("a", "def f(): return 1", comment="Well tried."),
        graded("t1", 1, 1), graded("t2", 0, 1, late), graded("t3", 0.5, 1, late),
    )  # fmt: skip
    assert (found["title"], found["score"], found["points"]) == ("1 · A task", "1.5", "3")
    assert found["state"] == "less" and found["lost"] == ["It took two."]
    assert found["comments"] == [("a", "A comment on your answer")]


def test_a_loop_that_a_check_names_is_not_told_again_by_a_hidden_one() -> None:
    named, hidden = "drain, line 2, never ends.", say("outcome.livelock")
    both = graded("t1", 0, 1, named), graded("t2", 0, 1, hidden)
    assert task(answer("a", "def f(): return 1"), *both)["lost"] == [named]
    assert task(answer("a", "def f(): return 1"), both[1])["lost"] == [hidden]


def test_all_points_need_no_reason() -> None:
    found = task(answer("a", "def f(): return 1"), graded("t", 3, 3, "odd"))
    assert found["state"] == "full" and found["lost"] == []


def test_an_answer_that_was_not_touched_is_not_answered() -> None:
    found = task(answer("a", STUB, comment="No response."), graded("t", 0, 3, "no f"))
    assert found["lost"] == ["Not answered."] and found["comments"] == []


def test_a_missing_colon_is_named_and_not_its_consequence() -> None:
    found = task(answer("a", "def f()\n    pass"), graded("t", 0, 3, "There is no f."))
    (reason,) = found["lost"]
    assert reason.startswith("Python can't read the cell for f, line 1: ")


def test_a_cell_of_another_task_is_no_reason() -> None:
    first, second = tasks(
        new_markdown_cell("## A"), answer("a", "def f(:"), graded("t1", 0, 1, "no f"),
        new_markdown_cell("## B"), answer("b", "def g(): pass"), graded("t2", 0, 1, "no g"),
    )  # fmt: skip
    assert "can't read" in first["lost"][0] and second["lost"] == ["no g"]


def test_very_long_answers_and_very_deep_ones_are_left_alone() -> None:
    for source in ("(" * 60_000, "(" * 5_000):
        assert len(task(answer("a", source), graded("t", 0, 3, "no f"))["lost"]) == 1


def test_a_file_that_could_not_be_read_is_no_homework_without_answers() -> None:
    cells = [new_markdown_cell("## 1 · A (3 points)"),
             answer("a", STUB, comment="The file is empty."), graded("t", 0, 3)]  # fmt: skip
    notebook = new_notebook(cells=[new_markdown_cell("# Homework"), *cells])
    notebook.metadata["threadlab"] = {"notes": [], "unreadable": "The file is empty."}
    notebook, resources = HideTests().preprocess(notebook, {})
    _, resources = ByTask().preprocess(notebook, resources)
    (found,) = resources["threadlab"]["tasks"]
    assert (found["lost"], found["comments"]) == ([], [])
    assert resources["threadlab"]["unreadable"].startswith("The file is empty. So none of it")
    assert "threadlab" not in notebook.metadata
