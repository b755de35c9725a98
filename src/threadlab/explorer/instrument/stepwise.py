"""Functions of the library that are written in Python, executed step by step.

    copy.deepcopy(state)        hits.update(more)       json.dumps(config, indent=2)

What such a function does to the program's objects is no one step: others go on between any two of
its looks. So it is not called as it is but as its twin, which is made of the running interpreter's
own source, rewritten with points as the program's text is. Only the function's own text is; what
it calls is the library's, and gets a twin when it is called.
"""

from __future__ import annotations

import ast
import builtins
import copy
import os
import pkgutil
import types
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, lru_cache, partial
from pathlib import Path
from typing import Any

from threadlab.explorer.bindings import EVERY, Binding, Bindings, How
from threadlab.explorer.engine.marks import IN_STEPS, MODELLED
from threadlab.explorer.engine.site import Site
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.known import HARMLESS
from threadlab.explorer.instrument.points.statements import Points
from threadlab.explorer.instrument.scopes import Scopes
from threadlab.explorer.model.standard import text_at
from threadlab.explorer.objects.table import effect_of

_LIBRARY = str(Path(os.__file__).resolve().parent)


class Twins:
    """The twins of one stage: their places are among its `sites`.

    `of_program` gives its program's builtins, with the hooks that twins call. The first twin asks
    for them: the twins are a part of one of these hooks, and there before all hooks are.
    """

    def __init__(self, sites: list[Site], of_program: Callable[[], Mapping[str, Any]]):
        self._sites, self._of_program = sites, of_program
        self._made: dict[types.CodeType, types.CodeType | None] = {}
        self._names: dict[int, dict[str, Any]] = {}
        self._without_text: set[types.CodeType] = set()
        self._title = ""

    def has_text(self, function: types.FunctionType) -> bool:
        """Whether Python has come with what a function of its own is made of, where it is one."""
        return getattr(function, "__code__", None) not in self._without_text

    def of(self, function: types.FunctionType, named: dict[str, Any]) -> Callable[..., Any] | None:
        """The twin of a function that is called so; None for one that is one step."""
        bound = vars(function).get("bound")
        if bound is not None:  # stands for a method (model/random.py)
            method = bound()
            twin = self.of(method.__func__, named)
            return twin and partial(twin, method.__self__)
        steps_if = effect_of(function).steps_if
        if steps_if and not steps_if & named.keys():
            return None
        code = self._code(function)
        if code is None:
            return None
        cells = dict(zip(function.__code__.co_freevars, function.__closure__ or (), strict=True))
        closure = tuple(cells[name] for name in code.co_freevars)
        space = self._space(function.__globals__)
        twin = types.FunctionType(code, space, function.__name__, None, closure)
        if function.__defaults__ is not None:
            twin.__defaults__ = tuple(map(self._here, function.__defaults__))
        if function.__kwdefaults__ is not None:
            twin.__kwdefaults__ = {
                key: self._here(value) for key, value in function.__kwdefaults__.items()
            }
        return twin

    @cached_property
    def _hooks(self) -> dict[str, Any]:
        return {name: hook for name, hook in self._of_program().items() if names.is_hidden(name)}

    @cached_property
    def _id(self) -> Any:
        return self._of_program().get("id", id)

    def _space(self, real: dict[str, Any]) -> dict[str, Any]:
        """The names of the function's module as they are, and the hooks behind them."""
        found = self._names.get(id(real))
        if found is None:
            found = self._names[id(real)] = {
                **{name: self._here(value) for name, value in real.items()},
                "__builtins__": vars(builtins) | self._own() | {"id": self._id, IN_STEPS: True},
                "@modelled": MODELLED,  # its points are its own
            }
        return found

    def _here(self, value: Any) -> Any:
        """What a twin finds for `value`: for `id` one whose numbers are the same in each run."""
        return self._id if value is id else value

    def _own(self) -> dict[str, Any]:
        # The library may set what a program may not.
        read = self._hooks[names.ATTRIBUTE_READ.name]
        return self._hooks | {names.ATTRIBUTE_WRITE.name: read}

    def _code(self, function: types.FunctionType) -> types.CodeType | None:
        old = function.__code__
        if old not in self._made:
            self._made[old] = self._rewritten(function)
        return self._made[old]

    def _rewritten(self, function: types.FunctionType) -> types.CodeType | None:
        old = function.__code__
        file = old.co_filename
        if file.startswith("<frozen "):
            file = function.__globals__.get("__file__") or file
        module = function.__globals__
        if not _is_the_librarys(file):
            return None
        whole = _tree(file, str(module.get("__name__")), module.get("__loader__"))
        if whole is None:
            self._without_text.add(old)
            return None
        node = _definition(whole, old.co_name, old.co_firstlineno)
        if node is None:
            return None
        tree = ast.Module([copy.deepcopy(node)], [])
        scopes = Scopes(tree)
        names_of_module = self._space(function.__globals__)
        # What the library imports when it first needs it is there from the first run on.
        for binding in _set_in_module(scopes):
            if names_of_module.get(binding.name) is None:
                with suppress(ImportError, AttributeError):
                    names_of_module[binding.name] = pkgutil.resolve_name(binding.origin)
        # A story calls those that are the library's own business by the one that has led to them.
        private = old.co_name.startswith("_") and not old.co_name.endswith("__")
        if not private or not self._title:
            home = function.__module__.partition(".")[0]
            self._title = f"{home}.{function.__qualname__.partition('.__')[0]}"
        rewriter = _Steps(scopes, self._sites, self._title, EVERY, set())
        tree.body = rewriter.block(tree.body)
        ast.fix_missing_locations(tree)
        made = compile(tree, old.co_filename, "exec", dont_inherit=True)
        found = next(code for code in _inside(made) if code.co_name == old.co_name)
        return found if set(found.co_freevars) <= set(old.co_freevars) else None


class _Steps(Points):
    """Rewrites a function of the library: it may name what a program may not.

    Its places have no file, so that the program's line that has called it is told.
    """

    def _site(
        self, operation: str, node: ast.AST, key: str, name: str | None = None
    ) -> ast.Constant:
        return super()._site(operation, node, key, self.module)

    def _is_builtin(self, name: str) -> bool:
        # What nothing in the function binds may be data of its module.
        return hasattr(builtins, name) and super()._is_builtin(name)

    def _is_direct(self, function: ast.expr, given: bool) -> bool:
        return isinstance(function, ast.Name) and function.id in HARMLESS

    def _refused(self, name: str, value: ast.expr) -> ast.expr:
        return value

    def _told(self, node: ast.Attribute, value: ast.expr) -> ast.expr:
        node.value = value
        return node


def _is_the_librarys(file: str) -> bool:
    return str(Path(file).resolve()).startswith(_LIBRARY) and "site-packages" not in file


@lru_cache(maxsize=30)
def _tree(file: str, name: str, loader: Any) -> ast.Module | None:
    text = text_at(file, name, loader)
    return ast.parse(text) if text is not None else None


def _definition(tree: ast.Module, name: str, line: int) -> ast.stmt | None:
    """The definition of a function, within its class; None if it has none that can be rewritten.

    A function within another one has variables of that; one that sets variables of its module, and
    not only by importing what they stand for, has to be called as it is.
    """
    for outer, node in _definitions(tree):
        first = node.decorator_list[0].lineno if node.decorator_list else node.lineno
        if node.name == name and first == line:
            found = _set_in_module(Bindings(ast.Module([node], [])))
            sets = any(binding.how is not How.IMPORTED for binding in found)
            if sets or any(isinstance(part, ast.Await) for part in ast.walk(node)):
                return None
            bare = copy.copy(node)
            bare.decorator_list = []
            if outer is None:
                return bare
            return ast.copy_location(
                ast.ClassDef(outer.name, [], [], [bare], [], **_NO_TYPES), node
            )
    return None


def _set_in_module(bindings: Bindings) -> list[Binding]:
    """What gives variables of its module a value in a function, by `global`."""
    return [
        binding
        for scope in bindings.of.values()
        for name in scope.globals
        for binding in scope.bindings.get(name, ())
    ]


_NO_TYPES: dict[str, Any] = {"type_params": []} if "type_params" in ast.ClassDef._fields else {}


def _definitions(tree: ast.AST) -> Iterator[tuple[ast.ClassDef | None, ast.FunctionDef]]:
    for node in ast.iter_child_nodes(tree):
        if isinstance(node, ast.FunctionDef):
            yield (tree if isinstance(tree, ast.ClassDef) else None), node
        elif isinstance(node, (ast.ClassDef, ast.If, ast.Try)):
            yield from _definitions(node)


def _inside(code: types.CodeType) -> Iterator[types.CodeType]:
    for constant in code.co_consts:
        if isinstance(constant, types.CodeType):
            yield constant
            yield from _inside(constant)
