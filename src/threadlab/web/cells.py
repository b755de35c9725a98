"""Which code cells of a chapter run in a page, and why the others do not.

Decided by the text alone, with what it reaches in earlier cells: a cell that starts real threads,
processes or connections, or that measures the machine, needs a machine. What is handed to the
explorer does not count: its threads are simulated. A test runs all that is said to be live.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import threadlab
from threadlab.explorer.source.text import parsed
from threadlab.web.asked import asked

Why = Literal["", "threads", "processes", "sockets", "measured", "recorded", "chart", "question"]


@dataclass(frozen=True)
class Judged:
    """Whether a cell runs in a page; or `why` not, "" for one that nobody would want to run."""

    live: bool
    why: Why = ""


# Magics of ours, by what they need; the explorer's need nothing.
_MAGICS: dict[str, Why] = {"program": "processes", "record": "threads"}
_EXPLORED = ("explore", "simulate", "play", "check")
# Functions of ours to which a program is handed, and which simulate it.
_SIMULATED = ("explore", "simulate", "outcomes", "play", "vary", "replay", "step")

# What `tl.` has, by its module, or by its name there: the longest beginning counts.
_OURS: dict[str, Why] = {
    "threadlab.": "",
    "threadlab.book.": "question",
    "threadlab.experiments.": "measured",
    "threadlab.experiments.turns.result.recorded_turns": "recorded",  # on no reader's machine
    "threadlab.lab.panels": "threads",
    "threadlab.lab.recordings": "threads",
    "threadlab.lab.programs.": "processes",
    "threadlab.lab.programs.servers": "sockets",
    "threadlab.lab.programs.slow_api": "sockets",
}

# What cells import and call of other modules, as "module" or "module.name".
_THEIRS: dict[str, Why] = {
    "threading.Thread": "threads",
    "threading.Timer": "threads",
    "_thread": "threads",
    "concurrent.futures": "threads",
    "concurrent.futures.ThreadPoolExecutor": "threads",
    "concurrent.futures.ProcessPoolExecutor": "processes",
    "asyncio.to_thread": "threads",
    "asyncio.open_connection": "sockets",
    "asyncio.start_server": "sockets",
    "asyncio.create_subprocess_exec": "processes",
    "multiprocessing": "processes",
    "subprocess": "processes",
    "os.fork": "processes",
    "os.kill": "processes",
    "signal": "processes",
    "pickle": "processes",  # a class or function has to be found again, in a module
    "psutil": "processes",
    "socket": "sockets",
    "socketserver": "sockets",
    "http": "sockets",
    "httpx": "sockets",
    "psycopg": "sockets",
    "redis": "sockets",
    "rq": "sockets",
    "selectors": "sockets",
    "ssl": "sockets",
    "tornado": "sockets",
    "urllib.request": "sockets",
    "matplotlib": "chart",
    "numpy": "measured",
    "sys._is_gil_enabled": "measured",
}


def judge(sources: Sequence[str]) -> list[Judged]:
    """Judge the code cells of a chapter, in their order."""
    known = _Known()
    found = []
    for source in sources:
        first, _, body = source.lstrip().partition("\n")
        magic = first[2:].split()[0] if first.startswith("%%") and first[2:].strip() else ""
        try:
            tree = parsed(body if magic else source)
        except (SyntaxError, ValueError):  # a command to the notebook
            found.append(Judged(False, "processes"))
            continue
        if magic in _EXPLORED:
            found.append(Judged(True))
        elif magic:
            found.append(Judged(False, _MAGICS.get(magic, "processes")))
        else:
            found.append(known.judge(tree))
        known.learn(tree)
    return found


def asking(sources: Sequence[str]) -> list[bool]:
    """Whether each code cell of a chapter has a program of which schedules can be asked.

    It has one if it hands one to the explorer, or ends with a function that starts threads; what
    only defines something, or looks at what there is, has none.
    """
    known = _Known()
    found = []
    for source in sources:
        text = asked(source)
        try:
            tree = parsed(text.body)
        except (SyntaxError, ValueError):
            found.append(False)
            continue
        known.learn(tree)
        if text.magic:
            found.append(text.magic in _EXPLORED)
            continue
        needs = set(known.reasons(ast.Name(text.entry, ast.Load()), set()))
        found.append(bool(text.entry) and (known.explores(tree) or needs == {"threads"}))
    return found


class _Known:
    """What the names of a chapter stand for, so far."""

    def __init__(self) -> None:
        self.imported: dict[str, str] = {}
        self.defined: dict[str, list[ast.AST]] = {}

    def learn(self, tree: ast.Module) -> None:
        """Note what a cell binds at its top."""
        for node in tree.body:
            if isinstance(node, ast.Import):
                for alias in node.names:
                    top = alias.name if alias.asname else alias.name.partition(".")[0]
                    self.imported[alias.asname or top] = top
            elif isinstance(node, ast.ImportFrom):
                for alias in node.names:
                    self.imported[alias.asname or alias.name] = f"{node.module}.{alias.name}"
            elif isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                self.defined[node.name] = [node]
            else:
                for part in ast.walk(node):
                    if isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store):
                        self.defined[part.id] = [node]

    def judge(self, tree: ast.Module) -> Judged:
        """Judge a cell that is no magic's."""
        done = [node for node in tree.body if not isinstance(node, _DEFINITIONS)]
        inner = _Known()
        inner.imported, inner.defined = dict(self.imported), dict(self.defined)
        inner.learn(tree)
        reasons = [why for node in done for why in inner.reasons(node, set())]
        reasons += _missing(tree)
        if reasons:
            return Judged(False, reasons[0])
        asks = any(not isinstance(node, (ast.Assign, ast.AnnAssign)) for node in done)
        defines = any(
            isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef))
            for node in tree.body
        )
        return Judged(asks or defines)

    def reasons(self, node: ast.AST, seen: set[str]) -> Iterator[Why]:
        """Why a statement can't be executed in a page, with what it calls."""
        yield from _missing(node)
        for name in self._used(node):
            first, _, rest = name.partition(".")
            if first in seen and not rest:
                continue
            if first in self.imported:
                why = _why(self.imported[first] + (f".{rest}" if rest else ""))
                if why:
                    yield why
            elif first not in seen:
                seen.add(first)
                for inner in self.defined.get(first, ()):
                    if inner is not node:
                        yield from self.reasons(inner, seen)

    def explores(self, tree: ast.Module) -> bool:
        """Whether a cell hands anything to the explorer."""
        calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
        return any(self._is_explored(call.func) for call in calls)

    def _used(self, node: ast.AST) -> Iterator[str]:
        """The names that a statement loads, with attributes; not what it hands to the explorer."""
        if isinstance(node, ast.Call) and self._is_explored(node.func):
            for keyword in node.keywords:
                yield from self._used(keyword.value)
            yield from self._used(node.func)
            for value in node.args[1:]:
                yield from self._used(value)
            return
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            yield f"{node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load):
            yield node.id
        else:
            for child in ast.iter_child_nodes(node):
                yield from self._used(child)

    def _is_explored(self, called: ast.expr) -> bool:
        """Whether a call gets a program that will be simulated, by whatever name it is called."""
        if isinstance(called, ast.Name):
            package, _, name = self.imported.get(called.id, "").partition(".")
            return package == "threadlab" and name in _SIMULATED
        return (
            isinstance(called, ast.Attribute)
            and isinstance(called.value, ast.Name)
            and called.value.id == "tl"
            and called.attr in _SIMULATED
        )


_STANDARD = frozenset([*sys.stdlib_module_names, "threadlab"])
_DEFINITIONS = (
    ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom,
)  # fmt: skip


def _why(name: str) -> Why:
    """Why what is imported as `name` is not for a page; "" if it is."""
    package, _, rest = name.partition(".")
    table = _THEIRS
    if package == "threadlab":
        ours = rest.partition(".")[0]
        home = threadlab.home_of(ours)
        name = f"{home}.{ours}" if home else name
        table = _OURS
    fits = [key for key in table if name == key or name.startswith(key.rstrip(".") + ".")]
    return table[max(fits, key=len)] if fits else ""


def _missing(tree: ast.AST) -> Iterator[Why]:
    """Why a page does not have what is imported there."""
    for node in ast.walk(tree):
        names: list[str] = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names = [node.module]
        for name in names:
            if name.partition(".")[0] not in _STANDARD:
                yield _why(name) or "processes"  # a script that another cell writes
