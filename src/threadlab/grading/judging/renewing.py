"""What a test's fork does again of the instructor's locked cells, guarded like the test itself.

A student's cells run after them, in the same process: they may put another method into a class,
another function into a dictionary, or hand a helper an object that equals everything. So before a
test runs, its functions, lambdas and methods are made again of the instructor's text. Only what
means the same a second time is, and classes stay the objects that they are: their methods are put
into them.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TypeAlias

from threadlab.grading.judging import reading
from threadlab.grading.judging.operators import guarded
from threadlab.grading.wire.names import GUARD, RENEW

_Function: TypeAlias = ast.FunctionDef | ast.AsyncFunctionDef
_FUNCTIONS = (ast.FunctionDef, ast.AsyncFunctionDef)
# Decorators of the library that do nothing besides.
_PLAIN_TEXT = """
    staticmethod classmethod property abstractmethod cached_property lru_cache cache wraps
    contextmanager asynccontextmanager total_ordering final override
"""
_PLAIN = frozenset(_PLAIN_TEXT.split())
_OF_PROPERTIES = frozenset({"setter", "getter", "deleter"})
_REACH = frozenset({"setattr", "delattr", "vars", "__dict__", "__setattr__", "__delattr__",
                    "update", "setdefault", "pop"})  # fmt: skip
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class _Again:
    """A statement that is done again.

    It rests on names (`rests`), which students may bind for themselves. It sets what is called
    `part`; a class or an object has several `methods`.
    """

    name: str
    rests: frozenset[str]
    text: str
    part: str = ""
    methods: tuple[str, ...] = ()

    def without(self, taken: Container[str]) -> str:
        """Its text, but for what the student has given a meaning in sight of everybody."""
        if not self.methods:
            return "" if self.part in taken else self.text
        left = [method for method in self.methods if method not in taken]
        return f"{RENEW}({self.name!r}, {self.text!r}, {left!r})" if left else ""


def statements(
    source: str, locked: Iterable[str], own: Container[str], texts: Iterable[str]
) -> list[str]:
    """What is done again of a locked cell.

    `locked` are the instructor's cells before a test, this one among them; `own` are the names
    that the student's cells bind, and `texts` those cells. What they set by its name is left to
    them: it may be their task, and where a mark rests on it, a person looks.
    """
    taken = {name for text in texts for name in _sets(reading.plain(text))}
    return [
        text
        for each in _statements(source, tuple(locked))
        if not any(name in own for name in each.rests) and (text := each.without(taken))
    ]


@lru_cache(maxsize=512)
def _statements(source: str, locked: tuple[str, ...]) -> tuple[_Again, ...]:
    pure = frozenset(node.name for text in locked for node in _body(text)
                     if isinstance(node, _FUNCTIONS) and _only_defines(node))  # fmt: skip
    bound = frozenset(name for text in locked for name in reading.bound(text))
    classes = {node.name: _methods(node, pure) for text in locked for node in _body(text)
               if isinstance(node, ast.ClassDef)}  # fmt: skip
    found: list[_Again] = []
    for node in _body(source):
        if isinstance(node, _FUNCTIONS):
            if _again(node, pure, bound):
                plain = ast.unparse(node)
                rests = frozenset({node.name, *_names(_outer(node))})
                if (text := guarded(plain)) != plain:
                    found.append(_Again(node.name, rests, text))
        elif isinstance(node, ast.ClassDef):
            if methods := classes[node.name]:
                shell = ast.parse(f"class {node.name}:\n    pass")
                shell.body[0].body = methods  # type: ignore[attr-defined]
                names = tuple(dict.fromkeys(method.name for method in methods))
                text = guarded(ast.unparse(shell))
                found.append(_Again(node.name, frozenset({node.name}), text, methods=names))
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            found += _assigned(node.targets[0], node.value, pure, classes)
    return tuple(found)


def _assigned(
    target: ast.expr, value: ast.expr, pure: frozenset[str], classes: dict[str, list[_Function]]
) -> Iterator[_Again]:
    """An assignment of functions, or of an object whose methods may have been shadowed."""
    root = _root(target)
    if not root or not isinstance(target, (ast.Name, ast.Attribute)):
        return
    place, rests = ast.unparse(target), frozenset({root})
    part = target.attr if isinstance(target, ast.Attribute) else ""
    made = _root(value.func) if isinstance(value, ast.Call) else ""
    if made in classes and isinstance(target, ast.Name):
        methods = tuple(method.name for method in classes[made])
        yield _Again(root, rests, "", methods=methods)
    elif isinstance(value, ast.Lambda) or (
        isinstance(value, ast.Call) and isinstance(value.func, ast.Name) and made in pure
        and all(isinstance(each, (ast.Constant, ast.Lambda)) for each in value.args)
        and not value.keywords
    ):  # fmt: skip
        text = guarded(f"{place} = {ast.unparse(value)}")
        yield _Again(root, rests | ({made} - {""}), text, part)
    elif isinstance(value, ast.Dict):
        for key, item in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(item, ast.Lambda):
                text = guarded(f"{place}[{key.value!r}] = {ast.unparse(item)}")
                yield _Again(root, rests, text, str(key.value))


def _methods(node: ast.ClassDef, pure: frozenset[str]) -> list[_Function]:
    found = [each for each in node.body if isinstance(each, _FUNCTIONS)]
    bad = {each.name for each in found if not _again(each, pure)}
    return [each for each in found if each.name not in bad]


def _again(node: _Function, pure: frozenset[str], bound: frozenset[str] = frozenset()) -> bool:
    """Whether a function means the same when it is defined a second time."""
    defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    return all(
        isinstance(each, ast.Constant) or (isinstance(each, ast.Name) and each.id in bound)
        for each in defaults
    ) and all(_does_nothing_besides(each, pure) for each in node.decorator_list)


def _outer(node: _Function) -> list[ast.expr]:
    """What is evaluated where a function is defined."""
    return [*node.decorator_list, *node.args.defaults, *filter(None, node.args.kw_defaults)]


def _names(nodes: Iterable[ast.AST]) -> Iterator[str]:
    return (part.id for node in nodes for part in ast.walk(node) if isinstance(part, ast.Name))


def _does_nothing_besides(decorator: ast.expr, pure: frozenset[str]) -> bool:
    given = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(given, ast.Attribute):
        return given.attr in _PLAIN | _OF_PROPERTIES
    return isinstance(given, ast.Name) and given.id in _PLAIN | pure


def _only_defines(node: _Function) -> bool:
    """Whether a function makes functions and returns one, and does nothing else."""
    return not node.decorator_list and all(
        isinstance(each, (*_FUNCTIONS, ast.Return))
        or (isinstance(each, ast.Expr) and isinstance(each.value, ast.Constant))
        for each in node.body
    )


def modules(names: Iterable[str], files: Mapping[str, str], texts: Iterable[str]) -> list[str]:
    """The statements that guard the instructor's modules of which the `texts` speak.

    `files` lie beside the notebook, in hexadecimal.
    """
    words = {word for text in texts for word in _WORDS.findall(text)}
    found = []
    for name in names:
        data = files.get(f"{name}.py")
        if name in words and data is not None:
            source = bytes.fromhex(data).decode("utf-8", "replace")
            if (text := guarded(source)) != source and _body(source):
                found.append(f"{GUARD}(({name!r}, {source!r}, {text!r}))")
    return found


# What a test relies on


@lru_cache(maxsize=512)
def relied_on(source: str, test: str, locked: tuple[str, ...]) -> frozenset[str]:
    """The global names on which the part `source` of a test rests.

    What it takes of the test's own names rests on what made them, and a helper of the instructor's
    on what that uses itself.
    """
    uses: dict[str, set[str]] = {}
    for text in (*locked, test):
        for node in _body(text):
            part = ast.unparse(node)
            names = reading.loaded(part)
            for name in reading.bound(part) | {_root(each) for each in _targets(node)} - {""}:
                uses.setdefault(name, set()).update(names)
    found: set[str] = set()
    todo = list(reading.loaded(source))
    while todo:
        name = todo.pop()
        if name not in found:
            found.add(name)
            todo += uses.get(name, ())
    return frozenset(found - reading.bound(test))


@lru_cache(maxsize=512)
def parts(names: frozenset[str], locked: tuple[str, ...]) -> frozenset[str]:
    """What of the instructor's objects `names` is a function: attributes, and keys as text."""
    found: set[str] = set()
    for text in locked:
        for node in _body(text):
            if isinstance(node, ast.ClassDef) and node.name in names:
                found |= {each.name for each in node.body if isinstance(each, _FUNCTIONS)}
            for target in _targets(node):
                if isinstance(target, ast.Attribute) and _root(target) in names:
                    found |= {target.attr}
                if _root(target) in names and isinstance(node, ast.Assign):
                    found |= _keys(node.value)
    return frozenset(found)


def _keys(value: ast.expr) -> set[str]:
    """The keys of a dictionary of functions."""
    if not isinstance(value, ast.Dict):
        return set()
    return {
        str(key.value)
        for key, item in zip(value.keys, value.values, strict=True)
        if isinstance(key, ast.Constant) and isinstance(item, (ast.Lambda, ast.Name))
    }


def sets(source: str, wanted: frozenset[str]) -> list[str]:
    """Those attributes and keys of `wanted` that a cell may set, of whatever object."""
    return [name for name in _sets(reading.plain(source)) if name in wanted]


@lru_cache(maxsize=512)
def _sets(text: str) -> frozenset[str]:
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return frozenset()
    stored, texts, reaches = set(), set(), False
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            if not isinstance(node.ctx, ast.Load):
                stored.add(node.attr)
            reaches = reaches or node.attr in _REACH
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if isinstance(node.slice, ast.Constant):
                stored.add(str(node.slice.value))
        elif isinstance(node, ast.Name):
            reaches = reaches or node.id in _REACH
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts.add(node.value)
    return frozenset(stored | (texts if reaches else set()))


def _body(text: str) -> list[ast.stmt]:
    try:
        return ast.parse(text).body
    except (SyntaxError, ValueError, RecursionError):
        return []


def _targets(node: ast.stmt) -> list[ast.expr]:
    return node.targets if isinstance(node, ast.Assign) else []


def _root(node: ast.expr) -> str:
    while isinstance(node, (ast.Attribute, ast.Subscript)):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""
