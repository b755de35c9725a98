"""What an answer hands to a thread and did not mean to, and what else it says in vain."""

from __future__ import annotations

import ast

import nbformat
import pytest

from support.midnight import homework
from support.project import ANSWERS, PROJECT
from threadlab.grading.classroom.answers import Answer
from threadlab.homework.tasks import tasks_of
from threadlab.validation.handed import handed
from threadlab.validation.named import Names
from threadlab.validation.slips import Slips

WORK = "    def work(n):\n        found[n] = jobs[n]()\n"
# What is handed over, and what is said although every test passes.
CALLED = {
    WORK + "    Thread(target=work(1)).start()": "Write Thread(target=work, args=(1,)).",
    WORK + "    Thread(target=work(1), name='a').start()": "Write Thread(target=work, args=(1,)).",
    WORK + "    threading.Thread(None, target=work(1, 2))": "Thread(target=work, args=(1, 2))",
    WORK + "    Timer(2, work(1)).start()": "Write Timer(2, work, [1]).",
    WORK + "    pool.submit(work(1))": "Write pool.submit(work, 1).",
    WORK + "    Thread(target=work(next(n)))": "Put it into a function",
    "    Thread(target=print('x'))": "Write Thread(target=print, args=('x',)).",
    "    Thread(target=found.append(jobs[0]()))": "Put it into a function",
    "    def work():\n        yield 1\n    Thread(target=work)": "work has a yield",
    "    async def work(): ...\n    Thread(target=work)": "work is a coroutine function",
    "    lock.acquire\n    found = 1": "lock.acquire without brackets calls nothing.",
    "    def work():\n        lock.release\n    work()": "lock.release without brackets",
    "    for job in jobs:\n        found == job": "found == job only compares.",
}  # fmt: skip
MEANT = [
    WORK + "    Thread(target=work, args=(1,)).start()",
    "    def made(n):\n        return lambda: n\n    Thread(target=made(1)).start()",
    "    def made(n):\n        yield n\n    pool.submit(list, made(1))",
    "    Thread(target=jobs[0]()).start()", "    Thread(target=partial(print, 1)).start()",
    "    pool.submit(jobs.pop())", "    def work():\n        yield 1\n    pool.submit(work)",
    "    print.x = 1\n    return found == 1", "    office.print(Thread(target=office.work))",
]  # fmt: skip


def said(source: str) -> list[str]:
    """What is said of an answer whose tests all pass."""
    own = homework(("one", f"def one(jobs):\n{source}", "one([])"))
    (task,) = tasks_of(own.cells)
    return list(Slips(Names(own.cells), lambda place, line: f"line {line}").unmeant(task.answers))


@pytest.mark.parametrize("source", CALLED)
def test_what_cannot_have_been_meant_is_told_even_if_every_test_passes(source: str) -> None:
    (told,) = said(source)
    assert CALLED[source] in told


@pytest.mark.parametrize("source", MEANT)
def test_what_may_be_meant_is_not_told(source: str) -> None:
    assert not said(source)


def test_where_something_is_not_callable_each_call_that_was_handed_over_is_told() -> None:
    tree = ast.parse("Thread(target=job()).start()\nThread(target=job).start()\npool.submit(f(2))")
    text = "TypeError in T1: 'str' object is not callable"
    found = {words.rpartition("Write ")[2] for _, words in handed(tree, Names([]), text)}
    assert found == {"Thread(target=job).", "pool.submit(f, 2)."}


def test_no_right_answer_has_anything_that_cannot_have_been_meant() -> None:
    for assignment in sorted(path.name for path in ANSWERS.iterdir()):
        source = PROJECT / "source" / assignment / f"{assignment}.ipynb"
        for path in (None, *sorted((ANSWERS / assignment / "right").glob("*.py"))):
            notebook = nbformat.read(source, as_version=4)
            if path is not None:
                Answer.read(path).fill_in(notebook)
            slips = Slips(Names(notebook.cells), lambda place, line: f"{place}, line {line}")
            for task in tasks_of(notebook.cells):
                assert not list(slips.unmeant(task.answers)), (assignment, path)
