"""An ordinary assignment, six graded cells of plain assertions, and a course that has it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from support.project import PROJECT
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import Steps

NAME = "ordinary"

# Answer cell, what students get, the instructor's solution.
ANSWERS = {
    "squares": ("def squares(n):\n", "    return [i * i for i in range(1, n + 1)]"),
    "mean": ("def mean(numbers):\n", "    return sum(numbers) / len(numbers)"),
    "count": (
        "def count(words):\n",
        "    found = {}\n    for word in words:\n        found[word] = found.get(word, 0) + 1\n"
        "    return found",
    ),
    "stack": (
        "class Stack:\n",
        "    def __init__(self):\n        self.items = []\n"
        "    def push(self, item):\n        self.items.append(item)\n"
        "    def pop(self):\n        if not self.items:\n            raise IndexError('empty')\n"
        "        return self.items.pop()",
    ),
    "order": ("def order(numbers):\n", "    return sorted(numbers)"),
    "parts": ("def parts(text):\n", "    return text.split(',')"),
}
TESTS = {
    "squares": ("assert squares(3) == [1, 4, 9]\nassert squares(1) == [1]", "assert squares(6)[-1] == 36, \"The last one of six squares.\""),
    "mean": ("assert abs(mean([1, 2]) - 1.5) < 1e-9", "for k in (1, 5, 9):\n    assert mean([k, k, k]) == k, f\"The mean of three times {k}\""),
    "count": ("assert count(['a', 'b', 'a']) == {'a': 2, 'b': 1}", "assert count([]) == {}\nassert sum(count(list('abcabc')).values()) == 6"),
    "stack": ("s = Stack()\ns.push(1)\ns.push(2)\nassert s.pop() == 2\nassert isinstance(s, Stack)", "s = Stack()\ntry:\n    s.pop()\nexcept IndexError:\n    pass\nelse:\n    raise AssertionError('An empty stack has nothing to pop.')"),
    "order": ("given = [3, 1, 2]\nassert order(given) == [1, 2, 3]\nassert given == [3, 1, 2], \"order must not change its argument.\"", "assert all(order(list(range(n, 0, -1))) == list(range(1, n + 1)) for n in range(5))"),
    "parts": ("assert parts('a,b') == ['a', 'b']", "import string\nassert parts(string.digits) == [string.digits]"),
}  # fmt: skip
POINTS = 2


def _marks(name: str, *, grade: bool, solution: bool) -> dict[str, Any]:
    marks: dict[str, Any] = {
        "grade": grade, "grade_id": name, "locked": not solution, "schema_version": 3,
        "solution": solution, "task": False, "cell_type": "code",
    }  # fmt: skip
    if grade:
        marks["points"] = POINTS
    return {"nbgrader": marks}


def source() -> Any:
    """The instructor's notebook."""
    cells = [new_markdown_cell("# Ordinary", id="title")]
    for name, (head, body) in ANSWERS.items():
        answer = f"{head}    ### BEGIN SOLUTION\n{body}\n    ### END SOLUTION"
        cells.append(
            new_code_cell(answer, id=name, metadata=_marks(name, grade=False, solution=True))
        )
        visible, hidden = TESTS[name]
        test = f"{visible}\n### BEGIN HIDDEN TESTS\n{hidden}\n### END HIDDEN TESTS"
        marks = _marks(f"test-{name}", grade=True, solution=False)
        cells.append(new_code_cell(test, id=f"test-{name}", metadata=marks))
    notebook = new_notebook(cells=cells)
    notebook.metadata["kernelspec"] = {
        "name": "python3", "language": "python", "display_name": "Python 3",
    }  # fmt: skip
    return notebook


def make_course(root: Path, *, stock: bool = False) -> CourseFolder:
    """A course with this assignment, generated; `stock` grades as nbgrader does by itself."""
    folder = root / "source" / NAME
    folder.mkdir(parents=True)
    nbformat.write(source(), folder / f"{NAME}.ipynb")
    shutil.copy(PROJECT / "nbgrader_config.py", root)
    if stock:
        path = root / "nbgrader_config.py"
        lines = path.read_text().replace("c.GenerateFeedback.preprocessors", "_unused").splitlines()
        kept = [line for line in lines if not line.startswith("c.Autograde.")]
        path.write_text("\n".join(kept) + "\n")
    course = CourseFolder(root.resolve())
    Steps(course).generate(NAME)
    return course


def released(course: CourseFolder) -> Any:
    """The notebook that students get."""
    return nbformat.read(course.root / "release" / NAME / f"{NAME}.ipynb", 4)


def answered(course: CourseFolder, **cells: str) -> Any:
    """A submission: the right answers, but for the cells that are given as text."""
    notebook = released(course)
    for cell in notebook.cells:
        if cell.id in ANSWERS:
            cell.source = cells.get(cell.id, "".join(ANSWERS[cell.id]))
    return notebook


def hand_in(course: CourseFolder, student: str, notebook: Any) -> Path:
    """Put a submission, a notebook or bytes, where nbgrader collect would."""
    folder = course.root / "submitted" / student / NAME
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{NAME}.ipynb"
    if isinstance(notebook, bytes):
        path.write_bytes(notebook)
    else:
        nbformat.write(notebook, path)
    (folder / "timestamp.txt").write_text("2026-10-05 18:00:00 UTC")
    return path
