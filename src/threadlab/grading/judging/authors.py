"""What is wrong with the tests of an assignment, so that nobody is graded by them."""

from __future__ import annotations

import ast
import re
from collections.abc import Collection, Iterable
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.plan import Plan, PlannedCell
from threadlab.grading.judging import reading
from threadlab.grading.judging.seen import Unseen, python_of
from threadlab.homework.reading import transformed
from threadlab.words import say

_IMPORTS = re.compile(r"^[ \t]*(import threadlab|from threadlab|%(re)?load_ext threadlab)", re.M)


def refuse_unseen(plans: list[Plan]) -> None:
    """Raise `ThreadlabError` if a test of these notebooks can't be read, with its name."""
    problems = [
        say("authors.problem", name=cell.id, notebook=plan.notebook, reason=reason)
        for plan in plans
        for cell in plan.cells
        if cell.test and (reason := unseen(cell))
    ]
    if problems:
        told = "; ".join(problems) + "."
        raise ThreadlabError(say("authors.refused", assignment=plans[0].assignment, problems=told))


def refuse_odd_marks(notebook: str, cells: Iterable[Any]) -> None:
    """Raise `ThreadlabError` if nbgrader could not generate a source notebook, with the cell."""
    seen: set[str] = set()
    for number, cell in enumerate(cells, 1):
        marks = cell["metadata"].get("nbgrader", {})
        name = marks.get("grade_id", "")
        if not any(marks.get(kind) for kind in ("grade", "solution", "locked", "task")):
            continue
        reason = ""
        if not name:
            reason = say("authors.no_id", number=number)
        elif name in seen:
            reason = say("authors.same_id", name=name, number=number)
        elif (marks.get("grade") or marks.get("task")) and not _is_number(marks.get("points")):
            reason = say("authors.no_points", name=name, number=number)
        if reason:
            raise ThreadlabError(f"{notebook}.ipynb: {reason}")
        seen.add(name)


def _is_number(value: Any) -> bool:
    try:
        return float(value) >= 0
    except (TypeError, ValueError):
        return False


def unseen(cell: PlannedCell) -> str:
    """Why a test can't be read; "" if it can."""
    try:
        if cell.is_check:
            body = cell.source.lstrip().partition("\n")[2]
            ast.parse(transformed(body))
        else:
            python_of(cell.source, cell.programs)
    except Unseen as reason:
        return str(reason)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        line = (getattr(error, "lineno", 0) or 0) + 1
        return say("authors.syntax", line=line, error=getattr(error, "msg", error))
    return ""


def doubtful(plan: Plan, answers: frozenset[str]) -> dict[str, str]:
    """The tests with points that can't fail, or not as they are meant, and why, by their ids.

    `answers` are the names that the solution defines.
    """
    locked = [cell for cell in plan.cells if cell.locked and cell.cell_type == "code"]
    found = {}
    for cell in plan.cells:
        if not (cell.test and cell.points) or cell.is_check or unseen(cell):
            continue
        before = tuple(reading.plain(each.source) for each in locked if each is not cell)
        files = tuple(sorted(cell.programs.items()))
        test = reading.test_cell(cell.source, files, answers, before)
        last = test.statements[-1] if test.statements else None
        written = ast.unparse(ast.parse(test.source).body[-1]) if last and last.value else ""
        if test.toothless and not (written and _may_be_points(written, answers)):
            found[cell.id] = test.toothless
        elif re.search(r"\b(Decimal|Fraction)\(", written):
            found[cell.id] = say("authors.text_mark")
    return found


def _may_be_points(source: str, answers: Collection[str]) -> bool:
    """Whether a last line gives points: not what is shown, and not what an answer gives."""
    node = ast.parse(source, mode="eval").body
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
        return node.func.id != "print" and node.func.id not in answers
    return not isinstance(node, (ast.Compare, ast.BoolOp, ast.JoinedStr)) and not (
        isinstance(node, ast.Constant) and not isinstance(node.value, (int, float))
    )  # fmt: skip


def checks_without_magic(plan: Plan, cells: Iterable[Any]) -> list[str]:
    """The checks of a notebook, `cells`, that has not made %%check known before."""
    known = False
    found = []
    for cell in cells:
        if cell["cell_type"] != "code":
            continue
        name = cell["metadata"].get("nbgrader", {}).get("grade_id", "")
        if cell["source"].lstrip().startswith("%%check") and not known and name:
            found += [name] if any(each.id == name and each.test for each in plan.cells) else []
        known = known or bool(_IMPORTS.search(cell["source"]))
    return found


def without_results(source: str) -> tuple[str, set[str]]:
    """An answer in which every function returns None, and the names that it defines."""
    try:
        tree = ast.parse(source)
    except (SyntaxError, ValueError):
        return source, set()
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            node.body = [ast.Return(ast.Constant(None))]
            names.add(node.name)
    top = {node.name for node in tree.body if isinstance(node, (ast.ClassDef, ast.FunctionDef,
                                                                ast.AsyncFunctionDef))}  # fmt: skip
    return (ast.unparse(ast.fix_missing_locations(tree)), top) if names else (source, set())
