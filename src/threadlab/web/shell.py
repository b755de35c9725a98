"""A page's shell: runs a cell of a chapter with what it needs of the earlier ones.

It has as much of IPython's shell as the magics and the explorer ask for. What a cell shows becomes
plain data, in its order: text, HTML, boards of games, panels.
"""

from __future__ import annotations

import ast
import asyncio
import io
import re
import sys
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from functools import cached_property
from inspect import CO_COROUTINE
from types import CodeType, SimpleNamespace
from typing import Any

from threadlab.errors import ThreadlabError
from threadlab.explorer.source import cells
from threadlab.explorer.source.needed import loaded
from threadlab.lab import front
from threadlab.lab.board import Board
from threadlab.lab.controls import Choice, Panel, Slider
from threadlab.lab.magics import register
from threadlab.words import say

_COMMAND = re.compile(r"^[%!].*$", re.M)
_AWAITS = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
Output = dict[str, Any]


class Page:
    """The front of a page: what is shown is kept, to be sent; boards and panels have numbers."""

    def __init__(self) -> None:
        self.outputs: list[Output] = []
        self.boards: dict[int, Board] = {}
        self.panels: dict[int, Panel] = {}

    def write(self, text: str) -> None:
        """Show what was printed."""
        if self.outputs and "text" in self.outputs[-1]:
            self.outputs[-1]["text"] += text
        elif text:
            self.outputs.append({"text": text})

    def display(self, thing: Any) -> None:
        """Show a thing as it says itself."""
        html = html_of(thing)
        if html:
            self.outputs.append({"html": html})
        else:
            self.write(f"{thing!r}\n")

    def bundle(self, bundle: dict[str, str], metadata: dict[str, Any]) -> None:
        """Show what is there in several forms."""
        self.outputs.append({"html": bundle["text/html"]})

    def board(self, board: Board) -> None:
        """Show a game with its buttons."""
        self.outputs.append({"board": self.add(board)})

    def add(self, board: Board) -> Output:
        """Keep a game, and return what its page asks for."""
        number = len(self.boards) + 1
        self.boards[number] = board
        return {"id": number, "name": board.name} | board.contents

    def panel(self, panel: Panel) -> None:
        """Show a picture with its controls."""
        number = len(self.panels) + 1
        self.panels[number] = panel
        controls = [_control(name, control) for name, control in panel.controls.items()]
        html = html_of(panel.first)
        self.outputs.append({"panel": {"id": number, "html": html, "controls": controls}})

    def slide(self, number: int, values: dict[str, int]) -> str:
        """The picture of a panel for other values; of a choice, which one it is."""
        panel = self.panels[number]
        meant = {name: panel.controls[name].value for name in panel.controls}
        for name, value in values.items():
            control = panel.controls[name]
            meant[name] = control.options[value][1] if isinstance(control, Choice) else value
        return html_of(panel.draw(**meant))


def html_of(thing: Any) -> str:
    """A thing as HTML; empty if it has none."""
    make = getattr(thing, "_repr_html_", None)
    return str(make()) if callable(make) else ""


def _control(name: str, control: Slider | Choice) -> Output:
    if isinstance(control, Slider):
        return {"kind": "slider", "name": name, "words": control.words, "value": control.value,
                "least": control.least, "most": control.most}  # fmt: skip
    meant = [value for _, value in control.options]
    return {"kind": "choice", "name": name, "words": control.words,
            "options": [words for words, _ in control.options],
            "value": meant.index(control.value)}  # fmt: skip


class _Printed(io.TextIOBase):
    def __init__(self, page: Page):
        self._page = page

    def write(self, text: str) -> int:
        self._page.write(text)
        return len(text)

    def writable(self) -> bool:
        return True


class Shell:
    """Runs cells, each with a namespace of its own: what it needs is defined anew."""

    def __init__(self) -> None:
        self.user_ns: dict[str, Any] = {}
        self.page = Page()
        self.history_manager = SimpleNamespace(input_hist_raw=[])
        self.events = SimpleNamespace(register=lambda name, call: None)
        self._magics: dict[str, Callable[[str, str], Any]] = {}
        cells.use(self)
        register(self)

    def register_magic_function(
        self, function: Callable[[str, str], Any], *, magic_kind: str, magic_name: str
    ) -> None:
        """Keep a magic of the lab's."""
        self._magics[magic_name] = function

    def transform_cell(self, cell: str) -> str:
        """A cell as Python: lines that speak to the notebook are left out."""
        source = _COMMAND.sub("", cell)
        return source if source.endswith("\n") else source + "\n"

    @contextmanager
    def shown(self) -> Iterator[list[Output]]:
        """Around what may print and show things: all of it, as it is to be sent."""
        outputs: list[Output] = []
        self.page.outputs = outputs
        printed = _Printed(self.page)
        front.use(self.page)
        with redirect_stdout(printed), redirect_stderr(printed):
            yield outputs

    def run(self, earlier: Sequence[str], source: str) -> str:
        """Run a cell; what it shows goes to the page. Return its error in words, or nothing."""
        self.user_ns.clear()
        self.user_ns |= {"__name__": "__main__", "display": lambda thing: self.page.display(thing)}
        cells.begin([*earlier, source])
        first, _, body = source.lstrip().partition("\n")
        magic = first.startswith("%%")
        python = self.transform_cell(body if magic else source)
        try:
            self._define(earlier, python)
            if magic:
                self._call(first, body)
            else:
                self._execute(python)
        except BaseException as error:
            return told(error)
        return ""

    def _define(self, earlier: Sequence[str], source: str) -> None:
        """Define what a cell uses of the earlier ones; what they print is of no interest."""
        kept = list(self.page.outputs)
        parts, _ = cells.parts_for({*loaded(source), "tl"}, run=list(earlier))
        for part in parts:
            tree = ast.parse(part.source)
            assert part.keep is not None
            tree.body = [node for number, node in enumerate(tree.body) if number in part.keep]
            self._evaluate(compile(tree, part.file, "exec", _AWAITS))
        self.page.outputs[:] = kept

    def _call(self, first: str, body: str) -> None:
        name, _, line = first[2:].partition(" ")
        if name in ("program", "record") or name not in self._magics:
            raise ThreadlabError(say("web.magic", name=name))
        self._show(self._magics[name](line.strip(), body))

    def _execute(self, source: str) -> None:
        """Run a cell, and show what its last line is."""
        file = cells.file_of(cells.running_number(), source)
        tree = ast.parse(source, file)
        last = tree.body.pop() if tree.body and isinstance(tree.body[-1], ast.Expr) else None
        self._evaluate(compile(tree, file, "exec", _AWAITS))
        if isinstance(last, ast.Expr):
            value = self._evaluate(compile(ast.Expression(last.value), file, "eval", _AWAITS))
            if not source.rstrip().endswith(";"):
                self._show(value)

    def _evaluate(self, code: CodeType) -> Any:
        """Run a piece of a cell, which may `await` at its top."""
        found = eval(code, self.user_ns)
        return self._loop.run_until_complete(found) if code.co_flags & CO_COROUTINE else found

    @cached_property
    def _loop(self) -> asyncio.AbstractEventLoop:
        in_page = sys.platform == "emscripten"  # the browser has one already
        return asyncio.get_event_loop() if in_page else asyncio.new_event_loop()

    def _show(self, value: Any) -> None:
        if value is not None:
            self.page.display(value)


def told(error: BaseException) -> str:
    """An error in words: a sentence of the lab's, or Python's own with the lines of the cell."""
    if isinstance(error, ThreadlabError):
        return str(error)
    render = getattr(error, "_render_traceback_", None)
    if render is not None:
        return "\n".join(render())
    if isinstance(error, RuntimeError) and str(error).startswith("can't start new thread"):
        return say("web.threads")
    if isinstance(error, ModuleNotFoundError):
        why = say("web.module")
        return f"{type(error).__name__}: {error}\n{why}"
    inner = [
        frame for frame in traceback.extract_tb(error.__traceback__)
        if frame.filename.startswith("<cell") or frame.filename.startswith("<program")
    ]  # fmt: skip
    lines = [
        say("web.line", line=frame.lineno, name=frame.name) + f"\n    {frame.line}"
        for frame in inner
    ]
    lines += [line.rstrip("\n") for line in traceback.format_exception_only(error)]
    return "\n".join(lines)


def versions() -> str:
    """Which Python this is."""
    return sys.version.partition(" ")[0]
