"""What is wrong with the tests of an assignment, so that nobody is graded by them."""

from __future__ import annotations

import ast

from threadlab.errors import ThreadlabError
from threadlab.grading.intake.plan import Plan, PlannedCell
from threadlab.grading.judging.seen import Unseen, python_of, transformed
from threadlab.words import say


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
