"""What a student does at midnight, one mistake after the other, and what is said of it."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell

from support.midnight import GIVEN, by_name, course, homework, told
from threadlab.homework.reading import Reader
from threadlab.validation.checklist import checklist
from threadlab.validation.named import Names
from threadlab.validation.released import whole
from threadlab.validation.result import Checklist
from threadlab.validation.stacks import places
from threadlab.validation.terminal import lines_of

MISTAKES = {
    "near": ("def nEar(jobs): return jobs", "assert near([]) == []",
             "near is not defined, but nEar is (nEar, line 1): is that the one?"),
    "silent": ("def silent(jobs):\n    print(jobs)", "%%check\nassert list(silent([])) == []",
               "silent has no return with a value, so it returns None."),
    "asks": ("def asks(jobs):\n    return input()", "%%check\nasks([])",
             "asks, line 2: input can't be explored"),
    "leaves": ("def leaves(jobs):\n    exit()", "%%check\nleaves([])",
               "leaves, line 2: The program ended itself with sys.exit"),
    "Office": ("def Office(jobs):\n    return jobs", "Office([]).buy()",
               "Office is a function here (Office, line 1), but a class is asked for."),
    "Clerk": ("class Clerk:\n    def by(self): return 1", "Clerk().buy()", "Did you mean by?"),
    "Desk": ("class Desk:\n    def __init__(self):\n        self.left = 1\n"
             "    def count(self):\n        return left",
              "Desk().count()", "Did you mean self.left?"),
    "clock": ("def clock(jobs):\n    return time.time()", "clock([])",
              "Is “import time” missing?"),
    "Refund": ("def Base(jobs): ...\nclass Refund(Base):\n    pass", "Refund()",
               "Refund"),
    "grows": ("def grows(jobs):\n    found = []\n    while len(found) >= 0:\n"
              "        found.append(1)\n    return found", "%%check --seconds 2\ngrows([])",
              "grows, line "),
}  # fmt: skip


@pytest.fixture(scope="module")
def night(tmp_path_factory: pytest.TempPathFactory) -> Checklist:
    """All mistakes in one notebook, and what Validate says of it."""
    made = homework(*((name, answer, test) for name, (answer, test, _) in MISTAKES.items()))
    released = homework(*((name, GIVEN.format(name=name), test)
                          for name, (_, test, _) in MISTAKES.items()))  # fmt: skip
    for given in released.cells:
        if given.id in ("Office", "Clerk", "Desk", "Refund"):
            given.source = f"class {given.id}:\n    raise NotImplementedError()"
    return told(course(tmp_path_factory.mktemp("night"), released, made))


@pytest.mark.parametrize("name", MISTAKES)
def test_each_mistake_is_told_by_what_is_behind_it(night: Checklist, name: str) -> None:
    test = by_name(night)[name]
    assert test.state in ("failed", "late")
    assert MISTAKES[name][2] in test.message


def test_a_class_that_inherits_from_a_function_is_told_as_such(night: Checklist) -> None:
    assert (
        "Refund, line 2: Base is a function, but a class can inherit only from a class."
        in (night.notes[0])
    )


def test_a_loop_without_an_end_in_sight_names_its_function(night: Checklist) -> None:
    test = by_name(night)["grows"]
    assert test.state == "late"
    assert test.message.startswith("grows, line 3: its loop had gone round ")


def test_what_python_does_not_get_out_of_is_told_by_its_line(tmp_path: Path) -> None:
    """As of a print of a gigabyte: it is one operation, which no interrupt ends."""
    deaf = (
        "import signal\ndef big(jobs):\n    signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        "    while True:\n        pass"
    )
    made = homework(("big", deaf, "big([])"), ("rest", "def rest(jobs): ...", "rest([])"))
    del made.cells[1]  # the imports, which may take long themselves
    nbformat.write(made, tmp_path / "h.ipynb")
    found = by_name(told(tmp_path / "h.ipynb", seconds=3))
    assert found["big"].message.startswith("big, line ")
    assert "could not be interrupted" in found["big"].message
    assert found["rest"].state == "unrun"


def test_a_flood_of_prints_ends_like_any_loop(tmp_path: Path) -> None:
    flood = "def flood(jobs):\n    while True:\n        print('x' * 100_000)"
    made = homework(("flood", flood, "flood([])"), ("rest", "def rest(jobs): ...", "rest([])"))
    del made.cells[1]  # the imports, which may take long themselves
    nbformat.write(made, tmp_path / "h.ipynb")
    found = by_name(told(tmp_path / "h.ipynb", seconds=3))
    assert (found["flood"].state, found["rest"].state) == ("late", "passed")
    assert found["flood"].message.startswith("flood, line ")


def test_a_test_that_is_gone_is_put_back_and_told(tmp_path: Path) -> None:
    tasks = [("one", "def one(jobs): return 1", "assert one([]) == 1"),
             ("two", "def two(jobs): return 1", "assert two([]) == 2")]  # fmt: skip
    released, own = homework(*tasks), homework(*tasks)
    own.cells = [one for one in own.cells if one.id not in ("check-two", "task-one")]
    found = told(course(tmp_path, released, own))
    assert found.notes == (
        "2 of your instructor's cells are gone: “task-one”, “check-two”. They are put back before "
        "grading, and have been put back for this run.",
    )
    assert {name: test.state for name, test in by_name(found).items()} == {
        "one": "passed", "two": "failed",
    }  # fmt: skip
    assert [task.title for task in found.tasks] == ["one", "two"]
    # places are those of the student's own notebook
    assert own.cells[by_name(found)["one"].cell].id == "check-one"
    assert max(test.cell for test in by_name(found).values()) < len(own.cells)


def test_a_test_that_was_changed_is_tried_as_it_was(tmp_path: Path) -> None:
    tasks = [("one", "def one(jobs): return 1", "assert one([]) == 2")]
    released, own = homework(*tasks), homework(*tasks)
    own.cells[-1].source = "assert True"
    made = whole(course(tmp_path, released, own), own)
    assert made.notebook.cells[-1].source == "assert one([]) == 2"
    assert "you have changed it" in made.notes[0]
    assert own.cells[-1].source == "assert True"


def test_another_version_of_the_homework_is_not_compared(tmp_path: Path) -> None:
    own = homework(("one", "def one(jobs): return 1", "assert one([]) == 1"))
    newer = homework(("one", "def one(jobs): return 1", "assert one([]) == 2"))
    own.cells.pop(2)
    assert whole(course(tmp_path, newer, own), own).notebook is own


def test_a_notebook_of_another_name_and_an_answer_that_is_gone_are_told(tmp_path: Path) -> None:
    tasks = [("one", "def one(jobs): return 1", "one([])")]
    released, own = homework(*tasks), homework(*tasks)
    own.cells = [one for one in own.cells if one.id != "one"]
    path = course(tmp_path, released, own, "mine.ipynb")
    made = whole(path, own)
    assert made.notes[0].startswith("This notebook is called mine.ipynb, but only h.ipynb is")
    assert made.notes[1].startswith("The cell “one”, which is meant for an answer, is gone.")
    assert Names(made.notebook.cells, made.released).home("one") == "one"


def test_where_nobody_knows_the_release_the_headings_tell_what_is_missing() -> None:
    own = homework(("one", "def one(jobs): return 1", "assert one([]) == 1"))
    own.cells[2].source = "## one (3 points)"
    found = checklist(own, "h", ran=99, seconds=30)
    assert found.notes[0].startswith("“one” is worth 3 points, but its remaining cells add up")


def test_an_answer_below_its_test_is_told_to_be_moved() -> None:
    own = homework(("one", "def one(jobs): return 1", "assert one([]) == 1"))
    own.cells.append(own.cells.pop(3))
    names = Names(own.cells)
    below = names.below("one", 3)
    assert below is not None and names.place_of(below) == (4, 1)
    assert names.below("one", 5) is None


def test_an_answer_in_a_cell_of_its_own_above_the_one_for_it_is_told() -> None:
    own = homework(("one", GIVEN.format(name="one"), "one([])"))
    own.cells.insert(3, new_code_cell("def one(jobs):\n    return 1"))
    found = checklist(own, "h", ran=99, seconds=30)
    assert any("move your answer there" in note for note in found.notes)


def test_the_rest_of_a_split_cell_is_known() -> None:
    own = homework(("one", "def one(jobs):\n    found = []", "one([])"))
    own.cells.insert(4, new_code_cell("    found.append(1)\n    return found"))
    found = checklist(own, "h", ran=99, seconds=30)
    (unread,) = found.unreadable
    assert "'return' outside function" in unread.message
    assert unread.caret.index("^") == unread.source.index("return")
    assert any("Shift+M" in note for note in found.notes)


def test_an_answer_that_was_emptied_is_not_answered() -> None:
    own = homework(("one", "", "assert one([]) == 1"))
    (task,) = checklist(own, "h", ran=99, seconds=30).tasks
    assert task.state == "passed"  # its test has not run, which is as good as no error …
    own.cells[-1].outputs = [
        nbformat.v4.new_output("error", ename="NameError", evalue="name 'one' is not defined",
                               traceback=["NameError"])
    ]  # fmt: skip
    (task,) = checklist(own, "h", ran=99, seconds=30).tasks
    assert task.state == "open"


@pytest.mark.parametrize(
    "source",
    ["def f():\n    x = 1\n   return x", "def f():\n    x = 1\n\treturn x", "def f():\nreturn 1"],
)
def test_the_caret_of_an_indentation_is_at_its_end(source: str) -> None:
    (cell,) = Reader([new_code_cell(source)]).unreadable
    assert cell.caret.endswith("^")
    assert len(cell.caret) - 1 == len(cell.source) - len(cell.source.lstrip())


def test_a_long_line_of_a_traceback_is_wrapped_and_not_cut() -> None:
    raised = nbformat.v4.new_output("error", ename="ValueError", evalue="long",
                                    traceback=["ValueError: " + "word " * 60 + "end"])  # fmt: skip
    own = homework(("one", "def one(jobs): ...", "one([])"))
    own.cells[-1].outputs = [raised]
    lines = list(lines_of(checklist(own, "h", ran=99, seconds=30), width=80))
    assert any(line.endswith("end") for line in lines)
    assert max(map(len, lines)) <= 80


def test_a_stack_is_read_from_the_main_thread_inwards() -> None:
    cells = homework(("one", "def one(jobs): ...", "one([])")).cells
    cells[4].execution_count = 7
    stack = (
        'Thread 0x1 (most recent call first):\n  File "<cell 7>", line 9 in other\n'
        'Current thread 0x2 (most recent call first):\n  File "/lib/x.py", line 3 in x\n'
        '  File "<cell 7>", line 2 in one\n  File "<cell 8>", line 1 in <module>\n'
    )
    assert places(stack, cells, 5) == [(4, 2), (5, 1)]
    assert places("nothing", cells, 5) == []
