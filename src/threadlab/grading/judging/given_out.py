"""Cells that are handed in as they were given out: not locked, and yet the instructor's own text.

A first cell that sets up logging, or reaches into IPython, is in every submission, and so is an
example that uses a name of a test's. They say nothing of the answer that they stand beside, so
nobody need look at them, as long as no answer makes use of what they do.
"""

from __future__ import annotations

import ast
import builtins
from collections.abc import Callable, Sequence
from functools import lru_cache

from threadlab.grading.judging import reading

_BUILTINS = frozenset(dir(builtins))
_ALL = frozenset({"locals", "vars", "globals"})  # with which a name is found by a text
_SHOW = frozenset({"print", "display"})  # whose value is None


def excused(own: Sequence[str], is_given: Callable[[str], bool]) -> list[str]:
    """Those of the cells `own` that say nothing of the answer that they stand beside.

    Each is as it was given out, and comes before the first that is not: so no answer can have
    changed what it finds. And no answer mentions a name that has to do with what is doubtful in it,
    be it to use it or to give it another meaning. A second copy of it is an answer.
    """
    found: list[str] = []
    for text in own:
        if text.strip() and (text in found or not is_given(text)):
            break
        found.append(text)
    meant = reading.Meanings.of(found)
    mentioned: set[str] = set()
    bound: set[str] = set()
    for text in own[len(found) :]:
        source = reading.plain(text)
        meanings = reading.Meanings.of([text])
        # what an answer imports itself is read for what it does with it
        again = {name for name, origins in meanings.items()
                 if "" not in origins and origins <= meant.get(name, frozenset())}  # fmt: skip
        mentioned |= (reading.loaded(source) | reading.bound(source) | meanings.keys()) - again
        bound |= (reading.bound(source) | meanings.keys()) - again
    if mentioned & _ALL:
        return []
    touched = _doubtful(tuple(found))
    python = _BUILTINS - meant.keys()
    return [
        text for text in found
        if (names := touched[text]) is not None
        and not (names - python) & mentioned and not names & bound
    ]  # fmt: skip


def overtaken(code: Sequence[tuple[str, bool]], is_given: Callable[[str], bool]) -> frozenset[str]:
    """The names that mean what the instructor's locked cells say, though others bind them as well.

    `code` are all cells, each with whether it is locked. The others are as they were given out, and
    come before the first locked cell that binds the name.
    """
    found: set[str] = set()
    fixed: set[str] = set()
    late: set[str] = set()
    for text, locked in code:
        names = reading.Meanings.of([text]).keys()
        if locked:
            fixed |= names
        else:
            late |= names & fixed if is_given(text) else names
            found |= names
    return frozenset(found & fixed - late)


@lru_cache(maxsize=64)
def _doubtful(cells: tuple[str, ...]) -> dict[str, frozenset[str] | None]:
    """The names in each cell that have to do with what is doubtful there, or in one before it.

    None if a name does not say who uses it: the notebook keeps a cell's last value, too.
    """
    found: dict[str, frozenset[str] | None] = {}
    made: frozenset[str] = frozenset()  # what the doubtful statements bind
    imports = ""
    for text in cells:
        names: frozenset[str] = frozenset()
        kept = False
        body = ast.parse(reading.plain(text)).body
        for node in body:
            part = ast.unparse(node)
            beside = set(reading.suspicions(f"{imports}{part}")) - set(reading.suspicions(imports))
            if isinstance(node, (ast.Import, ast.ImportFrom)):
                imports += f"{part}\n"
            if reading.suspicions(part) or beside or reading.loaded(part) & made:
                names |= _mentioned(part)
                made |= reading.bound(part)
                kept = kept or (node is body[-1] and _has_a_value(node, made))
        found[text] = None if kept else names
    return found


def _has_a_value(node: ast.stmt, made: frozenset[str]) -> bool:
    match node:
        case ast.Expr(value=ast.Call(func=ast.Name(id=name))):
            return name not in _SHOW - made
    return isinstance(node, ast.Expr)


def _mentioned(source: str) -> frozenset[str]:
    """The global names of a text in plain Python, whether it binds them or uses them."""
    bound = reading.bound(source) | reading.Meanings.of([source]).keys()
    return reading.loaded(source) | bound
