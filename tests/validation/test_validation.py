"""What a student is told before handing in: real kernels, and what a student does at midnight."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell

from support.project import ANSWERS, PROJECT
from threadlab.cli import main
from threadlab.course.validating import command_for
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.answers import Answer
from threadlab.homework.tasks import settings_of
from threadlab.validation.checklist import checklist
from threadlab.validation.notebook import validate
from threadlab.validation.result import Checked, Checklist, Tested, summary_of
from threadlab.validation.terminal import lines_of

RUN_ALL = """def run_all(jobs)
    return [job() for job in jobs]"""
OFFICE = """class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.tickets = sorted(tickets)
        self.pause = pause

    def unsold(self):
        return sorted(self.tickets)

    def buy(self):
        if not self.tickets:
            return None
        number = self.tickets[0]
        self.pause()
        if number in self.tickets:
            self.tickets.remove(number)
        return number
"""
ENDLESS = """def buy_and_print(office, printer):
    number = office.buy()
    while number is not None:
        office.unsold()
    printer(number)
    return number"""
MIDNIGHT = {"run-all": RUN_ALL, "office": OFFICE, "buy-and-print": ENDLESS}


def told(path: Path, seconds: int = 30) -> Checklist:
    return validate(path, progress=lambda number, count: None, seconds=seconds)


def filled(folder: Path, name: str, cells: dict[str, str]) -> Path:
    notebook = nbformat.read(PROJECT / "release" / name / f"{name}.ipynb", 4)
    for cell in notebook.cells:
        cell.source = cells.get(settings_of(cell).get("grade_id", ""), cell.source)
    path = folder / f"{name}.ipynb"
    nbformat.write(notebook, path)
    return path


def written(folder: Path, *cells: tuple[str, str]) -> Path:
    """A homework of one task: cells that are an "answer", a "test" or "own" ones."""
    notebook = nbformat.v4.new_notebook(cells=[new_markdown_cell("# H"), new_markdown_cell("## A")])
    for number, (kind, source) in enumerate(cells):
        known: dict[str, Any] = {"grade_id": f"c{number}", "points": 2, "grade": kind == "test"}
        known |= {"solution": kind == "answer", "locked": kind == "test"}
        metadata = {"nbgrader": known} if kind != "own" else {}
        notebook.cells.append(new_code_cell(source, metadata=metadata))
    path = folder / "homework.ipynb"
    nbformat.write(notebook, path)
    return path


def states(found: Checklist) -> dict[str, str]:
    return {task.title.split(" ")[0]: task.state for task in found.tasks}


@pytest.fixture(scope="module")
def midnight(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    return told(filled(tmp_path_factory.mktemp("midnight"), "tickets", MIDNIGHT))


def task(found: Checklist, number: int) -> Checked:
    return found.tasks[number - 1]


def test_a_missing_colon_comes_first_with_its_line_and_a_caret(midnight: Checklist) -> None:
    (cell,) = midnight.unreadable
    assert (cell.name, cell.line, cell.source) == ("run_all", 1, "def run_all(jobs)")
    assert "':'" in cell.message
    assert cell.caret == " " * len(cell.source) + "^"
    lines = list(lines_of(midnight))
    assert lines[0].startswith("✗ Python can't read the cell for run_all")
    assert lines[2].rstrip().endswith("^")


def test_a_test_of_what_can_not_be_read_waits_for_it(midnight: Checklist) -> None:
    first = task(midnight, 1)
    assert first.state == "waits"
    assert "run_all (see above)" in first.tests[0].message


def test_a_race_is_told_by_functions_and_can_be_played(midnight: Checklist) -> None:
    failed = [test for test in task(midnight, 2).tests if test.state == "failed"]
    (test,) = failed
    assert test.message.startswith("Three clerks sold two tickets") or "T" in test.message
    assert test.told is not None
    places = {place for _, place, _, _ in test.told.rows}
    assert any(place.startswith("Office.buy, line ") for place in places)
    assert not any(re.search(r"\[\d+\] line", place) for place in places)
    assert "data-tl-player" in test.told.html
    # the cell to go to is that of the answer, and not the test's
    assert task(midnight, 2).cell == test.where != test.cell


def test_an_endless_loop_is_told_by_its_function_and_line(midnight: Checklist) -> None:
    (test,) = (test for test in task(midnight, 3).tests if test.state == "failed")
    assert test.message.startswith("buy_and_print, line 3, never ends")
    assert test.told is None, "there is nothing to choose in it"


def test_what_is_not_answered_is_one_line_each(midnight: Checklist) -> None:
    assert states(midnight) == {
        "1": "waits", "2": "failed", "3": "failed", "4": "open", "5": "open", "6": "open",
        "7": "open",
    }  # fmt: skip
    lines = list(lines_of(midnight))
    unanswered = [line for line in lines if line.startswith("○ ") and "not answered" in line]
    assert len(unanswered) == 4
    assert not any("NotImplementedError" in line for line in lines)


def test_midnight_is_short(midnight: Checklist) -> None:
    """It were 7,869 characters of a wall, which did not mention the colon."""
    shown = [line for line in lines_of(midnight) if not line.startswith(" " * 8)]
    assert len("\n".join(shown)) < 1200


def test_lines_are_no_longer_than_the_terminal_is_wide(midnight: Checklist) -> None:
    for width in (60, 80, 110):
        assert max(map(len, lines_of(midnight, width=width))) <= width


def test_the_sum_counts_every_point(midnight: Checklist) -> None:
    numbers = [float(number) for number in re.findall(r"(\d+(?:\.\d+)?)", midnight.summary)]
    passed, total, *others = numbers
    assert total == 25 == passed + sum(others)


@pytest.mark.parametrize("name", ["tickets", "concurrency-review"])
def test_right_answers_leave_nothing_to_do(tmp_path: Path, name: str) -> None:
    answer = Answer.read(min((ANSWERS / name / "right").glob("*.py")))
    found = told(filled(tmp_path, name, dict(answer.cells)))
    left = {test.name for task in found.tasks for test in task.tests if test.state == "open"}
    assert {task.state for task in found.tasks} <= {"passed", "read", "hidden", "open"}
    assert not {name for name in left if name.startswith("check")}, "prose alone is left"
    assert not found.unreadable and not found.notes


@pytest.mark.parametrize("name", ["atm", "course-selection"])
def test_of_what_nobody_has_answered_each_task_is_one_line(tmp_path: Path, name: str) -> None:
    found = told(filled(tmp_path, name, {}))
    assert {task.state for task in found.tasks} == {"open"}
    assert len(list(lines_of(found, width=80))) <= len(found.tasks) + 3


def test_an_answer_begun_for_several_tasks_is_open_in_each(tmp_path: Path) -> None:
    begun = "def open_bank():\n    import threading\n    raise NotImplementedError()"
    found = told(filled(tmp_path, "atm", {"bank": begun}))
    assert {task.state for task in found.tasks} == {"open"}
    assert task(found, 2).tests[0].message == "open_bank, line 3 still raises NotImplementedError."


def test_a_task_that_passes_says_how_much_hangs_on_hidden_tests(tmp_path: Path) -> None:
    path = written(
        tmp_path, ("answer", "x = 1"), ("test", "assert x"), ("test", "%%check\n# A hidden test.")
    )
    found = told(path)
    assert next(lines_of(found)) == "✓ A (4 points): 2 depend on hidden tests"
    assert found.summary == "Tests for 2 of 4 points pass, 2 depend on hidden tests."


def test_the_sum_counts_one_point_as_one() -> None:
    tests = [Tested("t", state, 1, 0) for state in ("failed", "open", "read", "hidden")]
    task = Checked("T", "failed", 4, 0, tuple(tests))
    assert summary_of([task]) == (
        "Tests for 0 of 4 points pass, 1 fails, 1 is not answered, 1 is read by a person, "
        "1 depends on a hidden test."
    )


def test_a_test_that_needs_another_task_names_it(tmp_path: Path) -> None:
    answered = "def transfer(source, target, count):\n    return source.unsold() == []"
    found = task(told(filled(tmp_path, "tickets", {"transfer": answered})), 5)
    assert found.state == "waits"
    assert "2 · The office" in found.tests[0].message


def test_a_name_that_a_task_was_to_define_waits_for_no_later_task(tmp_path: Path) -> None:
    found = told(filled(tmp_path, "tickets", {"office": "number = 1"}))
    office = task(found, 2)
    assert office.state == "failed"
    assert "'Office' is not defined" in office.tests[0].message


def test_what_can_not_be_tried_yet_has_not_failed(tmp_path: Path) -> None:
    path = filled(tmp_path, "tickets", {"run-all": RUN_ALL})
    found = told(path)
    assert task(found, 1).state == "waits"
    assert "1 can't be tried yet" in found.summary
    assert "fail" not in found.summary


def test_where_the_cell_of_an_answer_is_gone_no_later_task_is_to_blame(tmp_path: Path) -> None:
    path = filled(tmp_path, "tickets", {})
    notebook = nbformat.read(path, 4)
    notebook.cells = [cell for cell in notebook.cells if cell.id != "office"]
    nbformat.write(notebook, path)
    office = task(told(path), 2)
    assert office.state == "failed"
    assert "'Office' is not defined" in office.tests[0].message


def test_without_the_cell_of_imports_a_check_says_what_is_missing(tmp_path: Path) -> None:
    path = filled(tmp_path, "tickets", {"imports": "pass", "run-all": "def run_all(jobs): ..."})
    (test, *_) = task(told(path), 1).tests
    assert test.state == "waits"
    assert "imports threadlab" in test.message


def test_exit_in_an_answer_is_told_as_such(tmp_path: Path) -> None:
    ended = "def run_all(jobs):\n    exit()"  # which IPython has put in the place of the builtin
    found = told(filled(tmp_path, "tickets", {"run-all": ended}))
    assert "ended itself with sys.exit" in task(found, 1).tests[0].message


def test_a_cell_that_takes_too_long_is_told_by_its_line(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("answer", "def drain(belt):\n    while belt:\n        pass\n"),
        ("test", "drain([1])"),
        ("test", "assert 1 + 1 == 2"),
    )
    (found,) = told(path, seconds=1).tasks
    first, second = found.tests
    assert first.state == "late" and first.message.startswith("drain, line ")
    assert "1 s" in first.message
    assert second.state == "passed", "the notebook goes on"


def test_when_the_kernel_dies_the_rest_was_not_run(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("answer", "import os\ndef f():\n    os._exit(1)"),
        ("test", "f()"),
        ("test", "assert True"),
    )
    (found,) = told(path).tasks
    assert [test.state for test in found.tests] == ["unrun", "unrun"]
    assert found.tests[0].message.startswith("Python ended in the test: it exited")
    assert found.tests[1].message.startswith("A cell before it")


@pytest.mark.parametrize(
    ("end", "note"),
    [
        ("while True:\n    pass", r"f, line [45] had not ended after 1 s\."),
        ("import os\nos._exit(1)", r"Python ended in f: .* Nothing below that cell was run\."),
        ("1 / 0", r"f, line 4: ZeroDivisionError: division by zero"),
        ("f(", ""),
        ("raise NotImplementedError", ""),
        ("unread()", ""),
    ],
)
def test_an_answer_that_goes_wrong_by_itself_is_told(tmp_path: Path, end: str, note: str) -> None:
    path = written(
        tmp_path,
        ("own", "def unread()\n    pass\n"),
        ("answer", f"def f():\n    return 1\n\n{end}"),
        ("own", "an_experiment"),
        ("test", "assert f() == 1"),
    )
    notes = told(path, seconds=1 if "while" in end else 30).notes
    assert len(notes) == bool(note) and re.fullmatch(note, "".join(notes)), notes


def test_a_message_without_end_is_cut(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("answer", "def f():\n    raise ValueError('x' * 100_000)"),
        ("test", "f()"),
        ("test", "%load_ext threadlab"),
        ("test", "%%check\nf()"),
    )
    found = told(path)
    assert [test.state for test in found.tasks[0].tests] == ["failed", "passed", "failed"]
    assert len("\n".join(lines_of(found))) < 4000
    assert all(len(test.message) < 1000 for test in found.tasks[0].tests)


def test_a_cell_that_was_copied_is_named_and_counts_once(tmp_path: Path) -> None:
    notebook = nbformat.read(filled(tmp_path, "tickets", {}), 4)
    place = next(place for place, cell in enumerate(notebook.cells)
                 if settings_of(cell)["grade_id"] == "check-run-all")  # fmt: skip
    copy = nbformat.from_dict(notebook.cells[place] | {"id": "another"})
    notebook.cells.insert(place + 1, copy)
    found = checklist(notebook, "tickets", ran=99, seconds=30)
    assert "of 25 points" in found.summary
    assert found.notes == (
        "The cell “check-run-all” appears 2 times, but only one of them is graded: delete the "
        "others.",
    )


def test_a_plain_assertion_is_told_with_its_claim(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("answer", "def f():\n    return 3"),
        ("test", "assert f() == 4"),
        ("test", "assert f() == 5, 'It should be five.'"),
        ("test", "f().lower()"),
        ("test", "1.5"),
    )
    (found,) = told(path).tasks
    messages = [test.message for test in found.tests]
    assert messages[0] == "This does not hold: assert f() == 4"
    assert messages[1] == "It should be five."
    assert messages[2].startswith("AttributeError: ")
    assert messages[3] == "It earns 1.5 of 2 points."
    assert all(test.detail for test in found.tests[:3])


def test_a_test_that_was_changed_is_named(tmp_path: Path) -> None:
    notebook = filled(tmp_path, "tickets", {"check-run-all": "assert True"})
    assert told(notebook).notes == (
        "The cell “check-run-all” is one of your instructor's, and you have changed it: it is put "
        "back before grading.",
    )


def test_nothing_is_written_to_the_notebook(tmp_path: Path) -> None:
    path = written(tmp_path, ("answer", "x = 1"), ("test", "print(x)"))
    before = path.read_bytes()
    told(path)
    assert path.read_bytes() == before
    assert [entry.name for entry in tmp_path.iterdir()] == [path.name]


def test_a_cell_magic_of_ours_is_read_and_another_is_left(tmp_path: Path) -> None:
    path = written(
        tmp_path,
        ("own", "%load_ext threadlab"),
        ("own", "%%bash\nif then fi"),
        ("own", "!ls\n%time 1"),
        ("own", "\n%%explore\ndef broken(:\n    pass"),
        ("test", "assert True"),
    )
    (cell,) = told(path).unreadable
    assert (cell.place, cell.line, cell.source) == (5, 3, "def broken(:")


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("none.ipynb", None, "There is no file"),
        ("broken.ipynb", "{", "is not a notebook, or is a damaged one"),
        ("plain.ipynb", nbformat.writes(nbformat.v4.new_notebook()), "no cells from an assignment"),
    ],
)
def test_what_is_no_homework_is_refused_in_a_sentence(
    tmp_path: Path, name: str, content: str | None, words: str
) -> None:
    if content is not None:
        (tmp_path / name).write_text(content)
    with pytest.raises(ThreadlabError, match=words):
        told(tmp_path / name)


def test_an_unknown_kernel_is_named(tmp_path: Path) -> None:
    path = written(tmp_path, ("test", "assert True"))
    notebook = nbformat.read(path, 4)
    notebook.metadata.kernelspec = {"name": "fortran", "display_name": "F", "language": "fortran"}
    nbformat.write(notebook, path)
    with pytest.raises(ThreadlabError, match="no kernel called “fortran”"):
        told(path)


def test_the_command_says_by_its_status_whether_something_is_left(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = written(tmp_path, ("answer", "x = 1"), ("test", "assert x == 1"))
    with pytest.raises(SystemExit) as ended:
        main(["validate", str(path)])
    assert ended.value.code == 0
    assert capsys.readouterr().out.splitlines()[0] == "✓ A (2 points)"
    path = written(tmp_path, ("answer", "x = 2"), ("test", "assert x == 1"))
    with pytest.raises(SystemExit) as ended:
        main(["validate", "--json", str(path)])
    assert ended.value.code == 1
    *before, last = map(json.loads, capsys.readouterr().out.splitlines())
    assert before == [{"number": 1, "count": 2}, {"number": 2, "count": 2}]
    assert [task["state"] for task in last["tasks"]] == ["failed"]


def test_the_button_validates_a_notebook_whose_name_looks_like_an_option(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    notebook = tmp_path / "--help.ipynb"
    nbformat.write(nbformat.v4.new_notebook(cells=[new_code_cell("1 + 1")]), notebook)
    program, *_, module, validate_, json_, end, name = command_for(notebook)
    assert (program, module, end) == (sys.executable, "threadlab", "--")
    with pytest.raises(SystemExit) as ended:
        main([validate_, json_, name])
    assert ended.value.code == 2, "as an option it is none"
    with pytest.raises(SystemExit, match=r"--help\.ipynb has no cells from an assignment"):
        main([validate_, json_, end, name])
