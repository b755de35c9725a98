"""What a test's fork does with the instructor's functions before the test runs.

A student's cells run in the same process. They may hand a helper an object that equals everything:
so all functions of locked cells and of modules beside the source are guarded as the test itself,
in whatever they stand (`guard`). And they may put another method into a class, or another function
into a dictionary: so these are put back (`statements`). Only what means the same a second time is,
and classes stay the objects that they are.
"""

from __future__ import annotations

import ast
import re
from collections import Counter
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
_PLAIN_FOR_CLASSES = frozenset({"dataclass", "total_ordering", "final", "unique", "ABCMeta",
                                "runtime_checkable"})  # fmt: skip
_OF_PROPERTIES = frozenset({"setter", "getter", "deleter"})
_REACH = frozenset({"setattr", "delattr", "vars", "__dict__", "__setattr__", "__delattr__",
                    "update", "setdefault", "pop"})  # fmt: skip
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True)
class _Again:
    """A statement that is done again.

    It is about what stands under `name` and sets what is called `part`; a class or an object has
    several `methods`.
    """

    name: str
    text: str
    value: str = ""  # the name of what is put there
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
        if each.name not in own and each.value not in own and (text := each.without(taken))
    ]


@lru_cache(maxsize=512)
def _statements(source: str, locked: tuple[str, ...]) -> tuple[_Again, ...]:
    classes = {node.name: _methods(node) for text in locked for node in _body(text)
               if isinstance(node, ast.ClassDef)}  # fmt: skip
    # What the instructor's own cells put elsewhere later would be undone.
    stores = sum((_stores(text) for text in locked), Counter[str]())
    found: list[_Again] = []
    for node in _body(source):
        if isinstance(node, ast.ClassDef) and _is_plain(node) and (
            methods := [each for each in classes[node.name] if not stores[each.name]]
        ):  # fmt: skip
            shell = ast.parse(f"class {node.name}:\n    pass")
            shell.body[0].body = methods  # type: ignore[attr-defined]
            names = tuple(dict.fromkeys(method.name for method in methods))
            found.append(_Again(node.name, guarded(ast.unparse(shell)), methods=names))
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            found += [each for each in _assigned(node.targets[0], node.value, classes)
                      if stores[each.part] <= (f".{each.part} = " in each.text)]  # fmt: skip
    return tuple(found)


def _is_plain(node: ast.ClassDef) -> bool:
    """Whether nothing besides the class itself says what its methods are."""
    named = [each.func if isinstance(each, ast.Call) else each for each in node.decorator_list]
    named += [each.value for each in node.keywords]
    return {ast.unparse(each).rpartition(".")[2] for each in named} <= _PLAIN_FOR_CLASSES


def _assigned(
    target: ast.expr, value: ast.expr, classes: dict[str, list[_Function]]
) -> Iterator[_Again]:
    """An assignment of functions, or of an object whose methods may have been shadowed."""
    root = _root(target)
    if not root or not isinstance(target, (ast.Name, ast.Attribute)):
        return
    place = ast.unparse(target)
    made = _root(value.func) if isinstance(value, ast.Call) else ""
    if made in classes and isinstance(target, ast.Name):
        yield _Again(root, "", methods=tuple(method.name for method in classes[made]))
    elif isinstance(value, ast.Lambda) and isinstance(target, ast.Attribute):
        text = guarded(f"{place} = {ast.unparse(value)}")
        yield _Again(root, text, part=target.attr)
    elif isinstance(value, ast.Dict):
        for key, item in zip(value.keys, value.values, strict=True):
            if isinstance(key, ast.Constant) and isinstance(item, (ast.Lambda, ast.Name)):
                text = guarded(f"{place}[{key.value!r}] = {ast.unparse(item)}")
                value_name = item.id if isinstance(item, ast.Name) else ""
                yield _Again(root, text, value_name, str(key.value))


def _methods(node: ast.ClassDef) -> list[_Function]:
    """The methods of a class that mean the same when they are defined a second time."""
    found = [each for each in node.body if isinstance(each, _FUNCTIONS)]
    bad = {each.name for each in found if not _means_the_same(each)}
    return [each for each in found if each.name not in bad]


def _means_the_same(node: _Function) -> bool:
    defaults = [*node.args.defaults, *filter(None, node.args.kw_defaults)]
    return all(isinstance(each, ast.Constant) for each in defaults) and all(
        _does_nothing_besides(each) for each in node.decorator_list
    )


def _does_nothing_besides(decorator: ast.expr) -> bool:
    given = decorator.func if isinstance(decorator, ast.Call) else decorator
    if isinstance(given, ast.Attribute):
        return given.attr in _PLAIN | _OF_PROPERTIES
    return isinstance(given, ast.Name) and given.id in _PLAIN


@lru_cache(maxsize=512)
def guard(source: str, module: str = "") -> str:
    """The statement that guards the functions of a cell or of a module; "" if there is none."""
    text = guarded(source)
    if text == source or ast.dump(ast.Module(_body(source), [])) == ast.dump(
        ast.Module(_body(text), [])
    ):
        return ""
    return f"{GUARD}(({module!r}, {source!r}, {text!r}))"


def modules(names: Iterable[str], files: Mapping[str, str], texts: Iterable[str]) -> list[str]:
    """The statements that guard the instructor's modules of which the `texts` speak.

    `files` lie beside the notebook, in hexadecimal.
    """
    words = {word for text in texts for word in _WORDS.findall(text)}
    spoken_of = words.intersection(names)
    sources = {name: bytes.fromhex(data).decode("utf-8", "replace")
               for file, data in files.items() if (name := _module(file))
               and name.partition(".")[0] in spoken_of}  # fmt: skip
    return [text for name, source in sources.items() if (text := guard(source, name))]


def _module(file: str) -> str:
    """The module that a file is, one of a package too; "" if it is none."""
    if not file.endswith(".py"):
        return ""
    return file.removesuffix(".py").replace("/", ".").removesuffix(".__init__")


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


def _sets(text: str) -> frozenset[str]:
    return frozenset(_stores(text))


@lru_cache(maxsize=512)
def _stores(text: str) -> Counter[str]:
    """The attributes and the keys that a text sets, and how often; nobody changes it."""
    try:
        tree = ast.parse(text)
    except (SyntaxError, ValueError, RecursionError):
        return Counter()
    stored: Counter[str] = Counter()
    texts: Counter[str] = Counter()
    reaches = False
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute):
            stored[node.attr] += not isinstance(node.ctx, ast.Load)
            reaches = reaches or node.attr in _REACH
        elif isinstance(node, ast.Subscript) and not isinstance(node.ctx, ast.Load):
            if isinstance(node.slice, ast.Constant):
                stored[str(node.slice.value)] += 1
        elif isinstance(node, ast.Name):
            reaches = reaches or node.id in _REACH
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            texts[node.value] += 1
    return +(stored + texts if reaches else stored)


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
