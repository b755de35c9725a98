"""One line on top of a cell makes it an experiment: %%explore, %%simulate, %%play, %%check …

The code of %%record is run by the kernel, that of %%program as a script. With the others it is
a program of its own, together with those definitions of earlier cells that it uses, and is run from
scratch under many schedules, or one.
"""

from __future__ import annotations

import ast
from collections.abc import Iterable
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.engine.policies import Dice, InTurn
from threadlab.explorer.engine.schedule import Script
from threadlab.explorer.search.explore import searched
from threadlab.explorer.source import cells
from threadlab.explorer.source.cell_program import text_of_cell
from threadlab.explorer.source.text import Text
from threadlab.explorer.stage import stage
from threadlab.explorer.telling.run import told_run
from threadlab.homework.checks import check_options, search_check
from threadlab.lab.failing import show_failure
from threadlab.lab.front import front
from threadlab.lab.options import options_of
from threadlab.lab.play import play
from threadlab.lab.programs.script import program_cell
from threadlab.lab.recordings import record
from threadlab.lab.runs import Run, Verdict
from threadlab.progress import note
from threadlab.words import say


class CheckFailed(AssertionError):  # noqa: N818
    """A check that does not hold for every schedule; its text tells the one that breaks it."""

    def __init__(self, verdict: Verdict):
        super().__init__(str(verdict))
        self.verdict = verdict

    def _render_traceback_(self) -> list[str]:
        """Say what went wrong: the rest is shown above, and our code helps no student."""
        return [f"{type(self).__name__}: {self.verdict.message}"]


def _text(body: str, *, exact: bool = False) -> Text:
    """The program that the running cell is."""
    return text_of_cell(body, cells.were_run(), exact=exact)


def explore_cell(line: str, body: str) -> Verdict:
    """%%explore [--clock any|exact] [--seconds S] [--runs N] [--seed N]: every schedule."""
    options = options_of("explore", line)
    try:
        ready = stage(_text(body), clock=options.clock, seed=options.seed)
        return Verdict.of(searched(ready, seconds=options.seconds, runs=options.runs).tell())
    finally:
        _define(body)


def simulate_cell(line: str, body: str) -> Run:
    """%%simulate [--clock any|exact] [--seed N]: one run of a cell, in virtual time."""
    options = options_of("simulate", line)
    policy = Dice(options.seed, daemons=False) if options.seed else InTurn()
    try:
        run, _ = told_run(_text(body), policy, clock=options.clock, seed=options.seed)
        return Run.of(run)
    finally:
        _define(body)


def play_cell(line: str, body: str) -> None:
    """%%play [--goal GOAL] [--clock any|exact]: you are the scheduler of a cell."""
    options = options_of("play", line)
    try:
        play(_text(body), options.goal, clock=options.clock)
    finally:
        _define(body)


def record_cell(line: str, body: str) -> None:
    """%%record: run the cell as it is, for real, and draw what its threads did."""
    shell: Any = cells.shell()
    if line.strip():
        raise ThreadlabError(say("magics.option", message=line.strip(), usage="%%record"))
    try:
        with record(shell.user_ns) as recording:
            result = shell.run_cell(body, silent=False)
    finally:
        front().display(recording)
    if not result.success:
        raise _Shown


class _Shown(Exception):  # noqa: N818
    """The cell's own error has been shown already; this one only ends the cell."""

    def _render_traceback_(self) -> list[str]:
        return []


def check_cell(line: str, body: str) -> Run | None:
    """%%check [--clock any|exact] [--seconds S] [--runs N]: what must hold in every schedule.

    With --schedule, the one that a report has told, it shows that run instead.
    Raises `CheckFailed`, an `AssertionError`, with the story of a schedule in which it does not.
    A cell that asks for `elapsed()` is checked with the exact clock.
    """
    text = _text(body, exact=True)
    options = check_options(line, text.parts[-1].source)
    if options.schedule:
        script = Script(options.schedule)
        return Run.of(told_run(text, script, clock=options.clock, seed=options.seed)[0])
    verdict = search_check(text, options, options.seconds).tell()
    if not verdict.passed:
        failed = Verdict.of(verdict)
        show_failure(failed)
        raise CheckFailed(failed)
    if verdict.status == "survived":
        print(verdict.message)
    return None


def _define(body: str) -> None:
    """Let later cells use what the cell defines, though the kernel has not run it."""
    shell = cells.shell()
    if shell is None:
        return
    try:
        tree = ast.parse(shell.transform_cell(body))
    except SyntaxError:
        return
    kept = [node for node in tree.body if _only_defines(node)]
    file = cells.file_of(cells.running_number(), "\n" + body)
    for node in kept:
        ast.increment_lineno(node)
    module = ast.Module(kept, [])
    exec(compile(module, file, "exec"), shell.user_ns)


def _only_defines(node: ast.stmt) -> bool:
    if isinstance(node, (ast.FunctionDef, ast.Import, ast.ImportFrom)):
        return True
    if isinstance(node, ast.ClassDef):
        return not node.keywords
    if isinstance(node, ast.Assign):
        return not any(isinstance(part, (ast.Call, ast.Await)) for part in ast.walk(node.value))
    return False


def register(shell: Any) -> None:
    """Give the magics to a running IPython shell, and note which chapter is open."""
    cells.follow(shell)
    note("chapters", "")
    for name, function in _magics():
        shell.register_magic_function(function, magic_kind="cell", magic_name=name)


def _magics() -> Iterable[tuple[str, Any]]:
    return (
        ("explore", explore_cell),
        ("simulate", simulate_cell),
        ("check", check_cell),
        ("record", record_cell),
        ("play", play_cell),
        ("program", program_cell),
    )
