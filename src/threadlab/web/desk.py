"""The desk of a page: a request comes in, an answer goes out, both as plain data.

The page's worker asks one thing after the other. A program is searched until all schedules are
covered or the number of runs is reached, and not by the clock: a slow phone proves what a fast
machine proves. Whoever waits sees how many were tried, and can have the verdict so far; or ends
the worker.
"""

from __future__ import annotations

import ast
import json
from collections.abc import Callable, Iterator, Sequence
from html import escape
from importlib.util import find_spec
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.result import Run as Told
from threadlab.explorer.search.budget import watched
from threadlab.explorer.source.text import Text
from threadlab.lab.board import Board
from threadlab.lab.game import Game
from threadlab.lab.goals import goal_of
from threadlab.lab.magics import CheckFailed
from threadlab.lab.play import line_for
from threadlab.lab.runs import Verdict, explore, outcomes, replay, simulate
from threadlab.pictures.page import page
from threadlab.web.asked import program_of, whole
from threadlab.web.cells import judge
from threadlab.web.levels import judge as judge_repair
from threadlab.web.levels import level
from threadlab.web.shell import Shell, html_of, told, versions
from threadlab.words import say

RUNS = 20_000  # of a search, as in a notebook
_EVER = 1e9  # seconds

Answer = dict[str, Any]


class Desk:
    """Answers requests; a board or a panel that was asked for stays until the worker ends."""

    def __init__(self, watcher: Callable[[int], bool] = lambda count: True) -> None:
        """`watcher` is told how many schedules were tried, and says whether to go on."""
        self._shell = Shell()
        self._watcher = watcher
        self._ended = False
        self._most: int | None = None  # schedules, of a search that is to give a first answer
        self._short = False

    def ask(self, name: str, args: str) -> str:
        """Answer the request `name` with its arguments, a list in JSON; the answer is JSON, too.

        Where something went wrong, the answer has an `error`, in words; where a search was told to
        end before it was through, it says that it was `ended`, and that it is `short` where it was
        asked for no more than a first answer.
        """
        request: Callable[..., Answer] | None = _REQUESTS.get(name)
        if request is None:
            return json.dumps({"error": say("web.request", name=name)})
        try:
            self._ended, self._most, self._short = False, None, False
            with self._shell.shown(), watched(self._go_on):
                answer = request(self, *json.loads(args))
        except (ThreadlabError, SyntaxError) as error:
            answer = {"error": told(error)}
        answer |= {"short": True} if self._short else {}
        return json.dumps(answer | ({"ended": True} if self._ended else {}))

    def _go_on(self, count: int) -> bool:
        if self._most is not None and count >= self._most:
            self._short = True
            return False
        self._ended = not self._watcher(count)
        return not self._ended

    def hello(self) -> Answer:
        """Say that everything is there."""
        return {"python": versions()}

    def run(self, earlier: Sequence[str], source: str) -> Answer:
        """Run a cell of a chapter: `outputs`, in their order, and perhaps an `error`.

        An output has one of `text`, `html`, `board` (as `play` answers) and `panel`
        ({id, html, controls}).
        """
        if judge([*earlier, source])[-1].why == "threads" and not _is_magic(source):
            run = self.simulate(source, earlier)  # real threads are not to be had
            note = {"html": page(f'<p class="tl-note">{escape(say("web.simulated"))}</p>')}
            return {"outputs": [{"html": run["html"]}, note]}
        error = self._shell.run(earlier, source)
        answer: Answer = {"outputs": list(self._shell.page.outputs)}
        return answer | ({"error": error} if error else {})

    def check(self, earlier: Sequence[str], source: str) -> Answer:
        """Run a `%%check` or a cell of assertions: as `run`, and whether it has `passed`.

        One that needs a machine, now that the answers are there, is not run: `why`, in a word.
        """
        judged = judge([*earlier, source])[-1]
        if not judged.live and judged.why:
            return {"outputs": [], "passed": False, "why": judged.why}
        answer = self.run(earlier, source)
        passed = "error" not in answer
        if not passed and answer["error"].startswith(CheckFailed.__name__):
            del answer["error"]  # the failing run, which is shown, has said it
        return answer | {"passed": passed}

    def explore(self, source: str, earlier: Sequence[str] = ()) -> Answer:
        """Every schedule of a program: {html, status, kind, schedule, runs, message}."""
        text, options = _program(source, earlier)
        verdict = explore(text, clock=options.get("clock", "any"), runs=RUNS, seconds=_EVER)
        note = ""
        if verdict.status == "proved" and not _says_what_must_hold(text):
            note = page(f'<p class="tl-note">{escape(say("web.nothing_asserted"))}</p>')
        return {
            "html": _with_player(verdict) + note,
            "status": verdict.status,
            "kind": verdict.kind,
            "schedule": verdict.schedule,
            "runs": verdict.runs,
            "message": verdict.message,
        }

    def outcomes(self, source: str, earlier: Sequence[str] = ()) -> Answer:
        """All that a program can print: {html, text}."""
        text, options = _program(source, earlier)
        found = outcomes(text, clock=options.get("clock", "any"), runs=RUNS, seconds=_EVER)
        return {"html": html_of(found), "text": str(found)}

    def simulate(self, source: str, earlier: Sequence[str] = ()) -> Answer:
        """One run of a program, in virtual time: {html, kind, schedule, output}."""
        text, options = _program(source, earlier)
        return _run(simulate(text, clock=options.get("clock", "exact")))

    def replay(self, source: str, schedule: str, earlier: Sequence[str] = ()) -> Answer:
        """One run of a program under a schedule, to be stepped through: as `simulate`."""
        text, options = _program(source, earlier)
        run = replay(text, schedule, clock=options.get("clock", "any"))
        answer = _run(run)
        return answer if run.kind == "unsupported" else answer | {"html": html_of(run.player())}

    def play(
        self,
        source: str,
        goal: str | None = None,
        words: str | None = None,
        earlier: Sequence[str] = (),
    ) -> Answer:
        """Make the reader the scheduler: {id, words, rows, asked, state}, as board.js draws it.

        `goal` and `words` are those of `tl.play`; where none is given, what the text says counts.
        """
        text, options = _program(source, earlier)
        goal = goal or options.get("goal")
        wanted = goal_of(goal, words or options.get("words"))
        if wanted is not None:
            wanted.check(text)
        clock = options.get("clock", "any")
        game = Game(text, goal=wanted, clock=clock)
        return self._shell.page.add(Board(game, line_for("", clock)))

    def act(self, board: int, what: dict[str, Any]) -> Answer:
        """Press something on a board; return where it stands, and whether the goal is `met`."""
        found = self._shell.page.boards[board]
        found.act(what)
        game = found.game
        facts = {"met": game.met, "schedule": game.standing.schedule, "switches": game.switches}
        return found.state | facts

    def whole(self, source: str, earlier: Sequence[str]) -> Answer:
        """A text with what it needs of the earlier cells, to be taken elsewhere: {source}."""
        return {"source": whole(source, earlier)}

    def repair(self, name: str, program: str) -> Answer:
        """Judge a repair of a level of the game: {accepted, words, html}."""
        judged = judge_repair(level(name), program)
        shown = "" if judged.verdict is None else _with_player(judged.verdict)
        return {"accepted": judged.accepted, "words": judged.words, "html": shown}

    def slide(self, panel: int, values: dict[str, int], most: int | None = None) -> Answer:
        """Draw a panel again: {html}; after about `most` schedules, if it takes that many."""
        self._most = most
        return {"html": self._shell.page.slide(panel, values)}


def _program(source: str, earlier: Sequence[str]) -> tuple[Text, dict[str, Any]]:
    """As `program_of`; raises `ThreadlabError` where it imports what a page does not have."""
    text, options = program_of(source, earlier)
    for node in _statements(text):
        _look_at_imports(node)
    return text, options


def _statements(text: Text) -> Iterator[ast.stmt]:
    """The statements of a program; what can't be read has none, and is the explorer's to report."""
    for part in text.parts:
        try:
            tree = ast.parse(part.source)
        except (SyntaxError, ValueError):
            continue
        for number, node in enumerate(tree.body):
            if part.keep is None or number in part.keep:
                yield node


def _look_at_imports(node: ast.AST) -> None:
    """Look whether everything is there that is imported, but for what may be missing."""
    if isinstance(node, ast.Try):  # somebody has thought of it
        return
    names: list[str] = []
    if isinstance(node, ast.Import):
        names = [alias.name for alias in node.names]
    elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
        names = [node.module]
    for name in (name.partition(".")[0] for name in names):
        if name != "__main__" and find_spec(name) is None:
            raise ThreadlabError(say("web.missing", line=getattr(node, "lineno", 0), name=name))
    for child in ast.iter_child_nodes(node):
        _look_at_imports(child)


def _says_what_must_hold(text: Text) -> bool:
    """Whether anything in a program can find a result wrong."""
    nodes = (node for statement in _statements(text) for node in ast.walk(statement))
    return any(isinstance(node, (ast.Assert, ast.Raise)) for node in nodes)


def _is_magic(source: str) -> bool:
    return source.lstrip().startswith("%%")


def _run(run: Told) -> Answer:
    return {
        "html": html_of(run), "kind": run.kind, "schedule": run.schedule, "output": run.output
    }  # fmt: skip


def _with_player(verdict: Verdict) -> str:
    """A verdict as a notebook shows it, with its run to be stepped through below."""
    shown = html_of(verdict)
    if verdict.run is None or verdict.kind == "unsupported" or len(verdict.events) > _MOST_STEPS:
        return shown
    summary = f"<summary>{say('check.show')}</summary>"
    player = html_of(verdict.player())
    return shown + page(f'<details class="tl-fold">{summary}{player}</details>')


_MOST_STEPS = 400  # that a player is made for

_REQUESTS: dict[str, Callable[..., Answer]] = {
    "hello": Desk.hello,
    "run": Desk.run,
    "check": Desk.check,
    "explore": Desk.explore,
    "outcomes": Desk.outcomes,
    "simulate": Desk.simulate,
    "replay": Desk.replay,
    "play": Desk.play,
    "act": Desk.act,
    "slide": Desk.slide,
    "repair": Desk.repair,
    "whole": Desk.whole,
}


def open_desk(look: Callable[[int], Any]) -> Callable[[str, str], str]:
    """Prepare everything in a page, and return what its worker calls.

    `look` is the worker's watcher; it promises its answer, so that messages come in meanwhile.
    """
    from pyodide.ffi import run_sync

    return Desk(lambda count: bool(run_sync(look(count)))).ask
