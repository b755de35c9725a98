"""What the judge reads in cells: names and doubts, or nothing where a cell can't be read.

A cell may be no Python at all, or nested so deeply that Python's own parser gives up. That costs
the cell, never the judge. Everything is read once for each text.
"""

from __future__ import annotations

import ast
import contextlib
import copy
import sys
from collections import Counter
from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, TypeVar

from threadlab.explorer.bindings import DEFINITIONS, EVERY, Bindings, How
from threadlab.explorer.source import needed
from threadlab.grading.judging import seen, suspicion
from threadlab.grading.judging.claims import TestCell
from threadlab.homework.reading import transformed

_Result = TypeVar("_Result")
_GIVES_UP = (SyntaxError, ValueError, TypeError, RecursionError, MemoryError, RuntimeError)


def _or(default: Callable[[], Any]) -> Callable[[Callable[..., _Result]], Callable[..., _Result]]:
    """Read once for each text; where that fails, the result is `default()`."""

    def wrap(read: Callable[..., _Result]) -> Callable[..., _Result]:
        @lru_cache(maxsize=2048)
        def safely(*given: Any) -> Any:
            try:
                return read(*given)
            except _GIVES_UP:
                return default()

        return safely

    return wrap


@lru_cache(maxsize=64)
def _tree(text: str) -> ast.Module:
    """A text's tree, for all who look at it one after another; nobody changes it."""
    return ast.parse(text)


@lru_cache(maxsize=64)
def _bindings(text: str) -> Bindings:
    return Bindings(_tree(text))


@_or(str)
def plain(source: str) -> str:
    """A cell with IPython's own syntax as plain Python; empty if it is neither.

    What stands behind a magic that runs it, such as %%time, is a part of it.
    """
    text = transformed(source)
    ast.parse(text)
    if "%" in source:
        with contextlib.suppress(seen.Unseen):
            return ast.unparse(seen.python_of(source, {}))
    return text


def is_program(source: str) -> bool:
    """Whether a cell is a program of its own, a file beside the notebook."""
    return source.lstrip().partition("\n")[0].split()[:1] == ["%%program"]


def only_written(source: str) -> str:
    """A program's cell that writes it down and does not run it."""
    first, _, body = source.lstrip().partition("\n")
    return f"{first} --only-write\n{body}"


@_or(frozenset)
def bound(source: str) -> frozenset[str]:
    """The names that the top level of `source` binds."""
    return frozenset(_bindings(source).bound)


@_or(lambda: True)
def imports(source: str) -> bool:
    """Whether anything is imported that Python does not bring itself."""
    names = {module.partition(".")[0] for module in _bindings(plain(source)).modules}
    return not names <= {*sys.stdlib_module_names, "threadlab"}


@_or(lambda: False)
def binds_once(source: str, name: str) -> bool:
    """Whether the top level of `source` gives `name` a meaning in one place only."""
    return len(_bindings(source).of_module.get(name, ())) == 1


@_or(frozenset)
def loaded(source: str) -> frozenset[str]:
    """The global names that `source` uses and does not bind itself."""
    names = _bindings(source)
    return frozenset(names.used - names.bound)


@_or(frozenset)
def needed_before(source: str) -> frozenset[str]:
    """The global names that `source` uses before it binds them itself: `total = total + 1`."""
    found: set[str] = set()
    bound_so_far: set[str] = set()
    for node in _tree(source).body:
        part = ast.unparse(node)
        used = set(loaded(part))
        if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign)) and node.value is not None:
            used |= loaded(ast.unparse(node.value))
        if isinstance(node, ast.AugAssign) and isinstance(node.target, ast.Name):
            used.add(node.target.id)
        found |= used - bound_so_far
        bound_so_far |= bound(part)
    return frozenset(found)


@_or(frozenset)
def given_values(source: str) -> frozenset[str]:
    """The names that the top level of `source` binds to values of its own.

    What is imported is none, and what is put back: `kept = f; del f; …; f = kept`.
    """
    found = _bindings(source)
    imported = {
        name for name, bindings in found.of_module.items()
        if all(each.how is How.IMPORTED for each in bindings)
    }  # fmt: skip
    return frozenset(found.bound - imported - _put_back(source))


def _put_back(source: str) -> frozenset[str]:
    """The names to which a text gives nothing but what it has found there, and kept elsewhere."""
    stores: dict[str, list[tuple[int, str]]] = {}
    for node in ast.walk(_tree(source)):
        match node:
            case ast.Assign(targets=[ast.Name(id=name)], value=ast.Name(id=other)):
                stores.setdefault(name, []).append((node.lineno, other))
    bound = Counter(
        binding.name for binding in _bindings(source).all()
        if binding.how not in (How.DELETED, How.DECLARED)
    )  # fmt: skip
    plain = {name: each for name, each in stores.items() if bound[name] == len(each)}
    return frozenset(
        name for name, each in plain.items()
        if all({back for _, back in plain.get(kept, [(0, "")])} == {name}
               and min(plain[kept])[0] < min(each)[0] for _, kept in each)
    )  # fmt: skip


@_or(frozenset)
def looked_up(source: str) -> frozenset[str]:
    """The globals that the functions of `source` look up or set when they are called."""
    return _bindings(plain(source)).used_later


@_or(tuple)
def suspicions(source: str, overseen: bool = False) -> tuple[str, ...]:
    """What in a cell could change how Python itself works; see `suspicion.suspicions`."""
    return tuple(suspicion.suspicions(source, plain, overseen=overseen))


def suspicions_of(
    sources: Iterable[str], overseen: Iterable[str] = (), beside: Iterable[str] = ()
) -> list[str]:
    """What in several cells, which are run together, could change how Python itself works.

    Of those that are `overseen` a room says itself what they look for by variables. Of those
    `beside` them it counts only what the cells make of that.
    """
    texts = [*((text, False) for text in sources),
             *((text, not is_program(text)) for text in overseen)]  # fmt: skip
    found = {reason for text in texts for reason in suspicions(*text)}
    seen = [_looks(*text) for text in [*texts, *((text, False) for text in beside)]]
    if any(by_variable for by_variable, _ in seen) and any(makes for _, makes in seen):
        found.add("getattr")
    return sorted(found)


def _nothing() -> tuple[bool, bool]:
    return False, True


@_or(_nothing)
def _looks(source: str, overseen: bool) -> tuple[bool, bool]:
    return suspicion.looks(source, plain, overseen=overseen)


_STARTERS = frozenset({"submit", "map", "imap", "apply", "apply_async", "Timer", "run_in_executor",
                       "start_new_thread"})  # fmt: skip
_STARTED = frozenset({"target", "function", "func", "fn", "initializer"})


@_or(frozenset)
def handed_over(source: str) -> frozenset[str]:
    """The attributes that a test looks up to have them called: `Thread(target=office.buy)`."""
    found: list[ast.expr] = []
    for node in ast.walk(_tree(plain(source))):
        if isinstance(node, ast.keyword) and node.arg in _STARTED:
            found.append(node.value)
        elif isinstance(node, ast.Call):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found += node.args if name in _STARTERS else []
    return frozenset(part.attr for part in found if isinstance(part, ast.Attribute))


def computed(sources: Iterable[str]) -> Container[str]:
    """The attributes for which a program runs code of its own when they are looked up."""
    found = frozenset().union(*map(_computed, sources))
    return EVERY if "*" in found else found


@_or(frozenset)
def _computed(source: str) -> frozenset[str]:
    found = set()
    for node in ast.walk(_tree(plain(source))):
        if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef)):
            if node.name in ("__getattr__", "__getattribute__", "__get__"):
                return frozenset("*")
            words = {part for each in node.decorator_list for part in ast.unparse(each).split(".")}
            if words & {"property", "cached_property", "getter"}:
                found.add(node.name)
        elif isinstance(node, ast.Assign) and "property" in ast.unparse(node.value):
            found |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return frozenset(found)


class Meanings(dict[str, frozenset[str]]):
    """The globals to which code may give a meaning: what imports bring, "" if it is all else.

    `stars` are modules that may bring any name: nobody knows what is in them.
    """

    stars: frozenset[str] = frozenset()

    @classmethod
    def of(cls, sources: Iterable[str]) -> Meanings:
        """The meanings that the cells `sources` may give, taken together."""
        whole = cls()
        for source in sources:
            part = _meanings(source)
            whole.stars |= part.stars
            for name, origins in part.items():
                whole[name] = whole.get(name, frozenset()) | origins
        return whole

    def names(self) -> Container[str]:
        """The names that may have got a meaning."""
        return EVERY if self.stars else self.keys()

    def others(self, names: Iterable[str], meant: Mapping[str, frozenset[str]]) -> list[str]:
        """Those of `names` that may mean something else than by `meant`, and the stars.

        What was imported from the same place means the same.
        """
        names = list(names)
        found = [
            name
            for name in names
            if "" in self.get(name, _NONE) or not self.get(name, _NONE) <= meant.get(name, _NONE)
        ]
        return sorted(found + [f"from {star} import *" for star in self.stars if names])


_NONE: frozenset[str] = frozenset()


@_or(Meanings)
def _meanings(source: str) -> Meanings:
    bindings = _bindings(plain(source))
    found = Meanings(
        (name, frozenset(each.origin for each in bound if each.how is not How.DECLARED))
        for name, bound in bindings.of_module.items()
    )
    for module in bindings.stars:
        top = module.partition(".")[0]
        known = top in sys.stdlib_module_names or top == "threadlab"
        brought = sys.modules.get(module) if known else None
        if brought is None:
            found.stars |= {module}
            continue
        public = (name for name in vars(brought) if not name.startswith("_"))
        for name in getattr(brought, "__all__", public):
            found[name] = found.get(name, _NONE) | {f"{module}.{name}"}
    return found


def kept(cells: Iterable[str], names: Iterable[str]) -> list[str]:
    """What is used of `cells`, in their order, by a check that needs `names`."""
    sources = [plain(cell) for cell in cells]
    try:
        chosen, _ = needed.needed(sources, names, latest=True)
        return [
            "\n".join(_statement(source, place) for place in sorted(places))
            for source, places in zip(sources, chosen, strict=True)
        ]
    except _GIVES_UP:
        return sources


@lru_cache(maxsize=4096)
def _statement(source: str, place: int) -> str:
    """A statement of a cell's: each check asks for most of the same ones."""
    return ast.unparse(_tree(source).body[place])


def made(earlier: Sequence[str], names: Iterable[str]) -> list[str]:
    """The statements of earlier test cells that give `names` their meaning, or print into them."""
    wanted = set(names)
    captured = [transformed(text) for text in earlier if captures(text) in wanted]
    return [*(kept(earlier, wanted) if wanted else []), *captured]


def captures(source: str) -> str:
    """The name to which a cell gives what it prints, by %%capture; "" if there is none."""
    words = source.lstrip().partition("\n")[0].split()
    given = [word for word in words[1:] if not word.startswith("-")]
    return given[0] if words[:1] == ["%%capture"] and given else ""


@_or(tuple)
def definitions(source: str) -> tuple[str, ...]:
    """What a cell defines and imports at its top level."""
    return tuple(ast.unparse(node) for node in _tree(plain(source)).body
                 if isinstance(node, DEFINITIONS))  # fmt: skip


@_or(dict)
def literals(source: str) -> dict[str, str]:
    """The global names that a cell plainly sets to written-out data, with the statements."""
    found = {}
    for node in _tree(plain(source)).body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            target = node.targets[0]
            if isinstance(target, ast.Name):
                with contextlib.suppress(ValueError):
                    ast.literal_eval(node.value)
                    found[target.id] = ast.unparse(node)
    return found


def look(text: str) -> None:
    """Read all of a text that is ever read of it; from then on it is known."""
    source = plain(text)
    bound(source)
    loaded(source)
    suspicions(text)
    _meanings(text)
    literals(text)
    definitions(text)


@lru_cache(maxsize=512)
def test_cell(
    source: str, files: tuple[tuple[str, str], ...], own: frozenset[str], before: tuple[str, ...]
) -> TestCell:
    """A test cell taken apart, see `TestCell.of`; raises `SyntaxError` or `Unseen`."""
    return TestCell.of_tree(copy.deepcopy(seen.python_of(source, dict(files))), own, before)
