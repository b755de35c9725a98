"""A module's text, rewritten and compiled: what a stage executes, and what can be sent to one.

To rewrite a program takes longer than to explore most checks of homework, and it is plain data that
comes of it: so one process can do it for others, which then run what it has made (`prepared`).
"""

from __future__ import annotations

import ast
import inspect
import marshal
import re
import types
from collections.abc import Container
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, NamedTuple

from threadlab.errors import ThreadlabError
from threadlab.explorer.bindings import EVERY
from threadlab.explorer.engine.log import PRINT
from threadlab.explorer.engine.site import Site
from threadlab.explorer.instrument import loops
from threadlab.explorer.instrument.names import HIDE
from threadlab.explorer.instrument.points import add_points
from threadlab.explorer.instrument.released import let_go
from threadlab.explorer.instrument.scopes import Scopes
from threadlab.explorer.source.modules import Reach, brought, is_own, reach
from threadlab.explorer.source.text import Part, Text, parsed, unwarned
from threadlab.explorer.trees import nodes_of
from threadlab.words import say

_STREAMS = frozenset(("stdout", "stderr"))
_of_site = attrgetter(*(each.name for each in fields(Site)))
NO_SITE = Site(0, "call", "", "", "", "", 0, 0, 0, 0)  # of what the library logs by itself


@dataclass
class Rewritten:
    """What has become of a text: its `codes`, and what the engine has to know about them.

    `whole` is the code of each file, kept or not, and `sites` are the new ones. `endless` and
    `iterating` tell of loops, by file; `class_level` are names of attributes that classes have.
    """

    codes: list[types.CodeType] = field(default_factory=list)
    whole: dict[str, types.CodeType] = field(default_factory=dict)
    sites: list[Site] = field(default_factory=list)
    endless: dict[str, frozenset[int]] = field(default_factory=dict)
    iterating: dict[str, tuple[tuple[int, int], ...]] = field(default_factory=dict)
    class_level: set[str] = field(default_factory=set)
    swaps_streams: bool = False  # whether it may put something else in the place of `sys.stdout`
    trees: list[ast.Module] = field(default_factory=list)


class Prepared(NamedTuple):
    """A program with all that a stage asks of its text."""

    text: Text
    reach: Reach
    rewritten: Rewritten


def rewrite(
    text: Text,
    sites: list[Site],
    *,
    imported: bool,
    assigned: Container[str],
    values: bool = False,
    ends: bool = False,
) -> Rewritten:
    """Rewrite and compile `text`; its places are appended to `sites`.

    One that is `imported` has variables that are attributes, too, and `assigned` are those that
    are. With `values` the hooks are told all that is read. If it `ends`, nothing that is put aside
    outlasts its statement. Raises `ThreadlabError` if it can't be compiled.
    """
    found = Rewritten()
    before = len(sites)
    trees = [(_parsed(part), part.file, part.exact) for part in text.parts]
    for tree, file, _ in trees:
        nodes = nodes_of(tree)
        found.endless[file] = loops.endless_loops(nodes)
        found.iterating[file] = loops.iterating(nodes)
    kept = [_kept(tree, part) for (tree, _, _), part in zip(trees, text.parts, strict=True)]
    scopes = add_points(
        trees,
        sites,
        text.module,
        scripted=text.scripted,
        imported=imported,
        assigned=assigned,
        brought=lambda name: brought(name, text.package),
        is_own=is_own,
        values=values,
    )
    found.sites = sites[before:]
    found.class_level = scopes.class_level & scopes.attributes
    found.swaps_streams = _swaps_streams(text, scopes)
    for (tree, file, _), lines in zip(trees, kept, strict=True):
        _hidden(tree)
        if ends:
            let_go(tree)
        # a notebook's cell may wait at its top level, in statements that nobody needs here
        whole = ast.PyCF_ALLOW_TOP_LEVEL_AWAIT if lines is not None else 0
        found.whole[file] = code = _compiled(tree, file, whole)
        if lines is not None:
            every, tree.body = tree.body, [node for node in tree.body if node.lineno in lines]
            if tree.body != every or code.co_flags & inspect.CO_COROUTINE:
                _hidden(tree)
                code = _compiled(tree, file)
        found.codes.append(code)
        found.trees.append(tree)
    return found


_ASKS_FOR_IT = re.compile(r"\bsys\.modules\b|\bfrom sys import\b.*\bmodules\b|\bimport __main__\b")


def is_seen(text: Text, found: Reach) -> bool:
    """Whether somebody gets hold of the main module; unittest.main() asks for it by its name."""
    by_name = any(_ASKS_FOR_IT.search(part.source) for part in text.parts)
    return by_name or text.module in found.imports or "unittest" in found.imports


def prepared(text: Text, other: str) -> list[bytes]:
    """Two programs to be sent: `text`, and what it is with `other` in the place of its last part.

    These may differ in one constant: nothing depends on that but the constant. Returns nothing if
    they differ in more, or the program is not made of its text alone.
    """
    if text.before is not None or text.fallback is not None or text.path is not None:
        return []
    found = reach((part.source for part in text.parts), text.package)
    imported = is_seen(text, found)
    last = text.parts[-1]
    one = rewrite(text, [NO_SITE] * (PRINT + 1), imported=imported,
                  assigned=found.assigned if imported else (), ends=found.ends > 0)  # fmt: skip
    written, wanted = nodes_of(_parsed(last)), nodes_of(parsed(other, last.file))
    difference = _difference(written, wanted)
    if difference is None or last.keep is not None:
        return []
    place, value = difference
    spot = [node for node in nodes_of(one.trees[-1]) if _is_at(node, place)]
    if len(spot) != 1:
        return []
    sent = [_packed(text, found, one)]
    spot[0].value = value  # type: ignore[attr-defined]
    one.codes[-1] = one.whole[last.file] = _compiled(one.trees[-1], last.file)
    twin = Part(other, last.file, exact=last.exact)
    again = Text((*text.parts[:-1], twin), text.entry, text.module, text.package)
    return [*sent, _packed(again, found, one)]


def received(data: bytes) -> Prepared:
    """A program that another process has prepared."""
    parts, names, assigned, modules, imports, picks, ends, rest, sites = marshal.loads(data)
    text = Text(tuple(Part(*part) for part in parts), *names)
    found = Reach(EVERY if assigned is None else assigned, modules, imports, picks, ends)
    return Prepared(text, found, Rewritten(sites=[Site(*site) for site in sites], **rest))


def _packed(text: Text, found: Reach, made: Rewritten) -> bytes:
    parts = [(part.source, part.file, part.keep, part.exact) for part in text.parts]
    rest = {
        name: getattr(made, name)
        for name in ("codes", "whole", "endless", "iterating", "class_level", "swaps_streams")
    }
    sites = list(map(_of_site, made.sites))
    assigned = None if found.assigned is EVERY else found.assigned
    data: Any = (
        parts, (text.entry, text.module, text.package), assigned, found.modules, found.imports,
        found.picks, found.ends, rest, sites,
    )  # fmt: skip
    return marshal.dumps(data)


def _difference(one: list[ast.AST], other: list[ast.AST]) -> tuple[ast.Constant, Any] | None:
    """The only constant that is another one in `other`, and its value there; None for all else."""
    found = None
    if len(one) != len(other):
        return None
    for left, right in zip(one, other, strict=True):
        if type(left) is not type(right):
            return None
        for name in left._fields:
            mine, its = getattr(left, name, None), getattr(right, name, None)
            if isinstance(mine, (ast.AST, list)) and type(mine) is type(its):
                continue  # their parts are compared by themselves
            if type(mine) is not type(its) or mine != its:
                if found is not None or not isinstance(left, ast.Constant) or name != "value":
                    return None
                found = left, its
    return found


def _is_at(node: ast.AST, place: ast.Constant) -> bool:
    """Whether `node`, of a tree that is rewritten, is what stood at `place`."""
    return (
        isinstance(node, ast.Constant)
        and (node.lineno, node.col_offset) == (place.lineno, place.col_offset)
        and type(node.value) is type(place.value)
        and node.value == place.value
    )


def _swaps_streams(text: Text, scopes: Scopes) -> bool:
    """Whether a text may put something else in the place of `sys.stdout` or `sys.stderr`."""
    if not _STREAMS.isdisjoint(scopes.attributes):
        return True
    by_name = _STREAMS if scopes.assigns_by_name else ()
    return any(name in part.source for part in text.parts for name in ("redirect_std", *by_name))


def _parsed(part: Part) -> ast.Module:
    try:
        return parsed(part.source, part.file)
    except SyntaxError as error:
        message = say("program.syntax", line=error.lineno or 0, message=error.msg)
        message = message.replace("?.", "?")  # Python has asked whether something else was meant
        raise ThreadlabError(message) from error


def _compiled(tree: ast.Module, file: str, flags: int = 0) -> types.CodeType:
    try:
        with unwarned():
            code: types.CodeType = compile(tree, file, "exec", flags, dont_inherit=True)
            return code
    except SyntaxError as error:  # such as one that parses: await outside of a function
        message = say("program.syntax", line=error.lineno or 0, message=error.msg)
        message = message.replace("?.", "?")  # Python has asked whether something else was meant
        raise ThreadlabError(message) from error


def _hidden(tree: ast.Module) -> None:
    """Let a module begin with the hook that hides the other ones, after what has to come first."""
    place = 0
    for node in tree.body:
        text = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        future = isinstance(node, ast.ImportFrom) and node.module == "__future__"
        if not (text or future):
            break
        place += 1
    call = ast.Expr(ast.Call(ast.Name(HIDE.name, ast.Load()), [], []))
    line = tree.body[place].lineno if place < len(tree.body) else 1
    tree.body.insert(place, ast.fix_missing_locations(call))
    for part in ast.walk(call):
        if isinstance(part, (ast.expr, ast.stmt)):
            part.lineno = part.end_lineno = line


def _kept(tree: ast.Module, part: Part) -> set[int] | None:
    """The lines on which the statements that are kept begin; None for all of them."""
    if part.keep is None:
        return None
    lines: set[int] = set()
    for number, node in enumerate(tree.body):
        if number in part.keep:
            decorators = getattr(node, "decorator_list", [])
            lines |= {node.lineno, *(decorator.lineno for decorator in decorators)}
    return lines
