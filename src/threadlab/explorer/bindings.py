"""What code defines, what it uses, and to which scope each name belongs: the one answer.

It is read from the text alone, by the rules of "Naming and binding" in Python's reference, and
compared with what `symtable` says and with what running the code leaves in its namespace
(tests/explorer/test_bindings.py). Who asks:

- the rewriter, which names threads share (instrument/scopes.py),
- the slicer of cells, which statements a program needs (source/needed.py),
- the grading, whose meaning a name has in a test (judging/reading.py, claims.py, suspicion.py).

What only running it can tell is said to be unknown, and no guess: `from helper import *` may bind
anything (`stars`), and so may who writes to `globals()` (`reaches_namespace`).
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from typing import Any, Literal

from threadlab.explorer.trees import Visiting


class How(Enum):
    """What a binding is: how a place in the text gives a name a meaning, or takes it away."""

    ASSIGNED = "by =, :=, for, with or as a part of a pattern"
    AUGMENTED = "by += and the like: it has had a meaning before"
    DEFINED = "by def or class"
    IMPORTED = "by import"
    PARAMETER = "by a call, or as a type parameter"
    CAUGHT = "by except … as, which takes the name away when the handler ends"
    DELETED = "by del: it has no meaning from then on"
    DECLARED = "by an annotation without a value: it makes the name local and binds nothing"


@dataclass(frozen=True, slots=True)
class Binding:
    """One place that binds `name`, as the compiler calls it: in a class `__x` is `_Class__x`.

    `origin` is what an import brings, "time" or "threading.Lock". A `repeated` one is in a loop.
    `place` counts on in the order of the text, over bindings, calls and inner scopes.
    """

    name: str
    how: How
    node: ast.AST
    origin: str = ""
    repeated: bool = False
    place: int = 0

    @property
    def gives(self) -> bool:
        """Whether the name has a meaning afterwards that it may not have had before."""
        return self.how not in (How.AUGMENTED, How.DELETED, How.DECLARED)


Kind = Literal[
    "module", "class", "function", "comprehension", "generator", "parameters", "annotation"
]
# In these a walrus binds nothing of its own, and a class's names can't be seen.
_COMPREHENSIONS = ("comprehension", "generator")
_SEE_CLASS = ("parameters", "annotation")  # … and these see those of the class around them


@dataclass(eq=False)
class Scope:
    """The names of a module, class, function or lambda, comprehension, type parameters, annotation.

    `private` is the class whose private names are meant in it. Declared names are those of its
    `global` and `nonlocal` statements.
    """

    node: ast.AST
    kind: Kind
    parent: Scope | None
    number: int
    private: str = ""
    bindings: dict[str, list[Binding]] = field(default_factory=dict)
    loads: set[str] = field(default_factory=set)
    early: set[str] = field(default_factory=set)  # loads before the text has bound the name here
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    place: int = 0  # where it begins, as bindings count
    calls: list[tuple[int, ast.expr]] = field(default_factory=list)  # where what is called

    def mangled(self, name: str) -> str:
        """The name that the compiler makes of `name` in this scope."""
        if not self.private or not name.startswith("__") or name.endswith("__") or "." in name:
            return name
        return f"_{self.private}{name}"

    @property
    def own(self) -> set[str]:
        """The names that belong to this scope."""
        return self.bindings.keys() - self.globals - self.nonlocals


class Bindings(Visiting, ast.NodeVisitor):
    """The scopes of `tree`, looked up by node, with what each of them binds and uses."""

    def __init__(self, tree: ast.Module | ast.Expression | ast.Interactive):
        self.of: dict[ast.AST, Scope] = {}
        self.modules: set[str] = set()  # from which something is imported, as they are written
        self.stars: list[str] = []  # those of which everything is imported
        self.attributes: set[str] = set()  # names of attributes that are assigned or deleted
        self.assigns_by_name = False  # whether others may be, by names that are not written out
        # Whether the code asks for the namespace of its module: then any name may get a meaning.
        self.reaches_namespace = False
        self._repeated = False
        # From 3.14 on an annotation is evaluated when somebody asks for it.
        self._annotations_are_functions = sys.version_info >= (3, 14)
        self._place = 0
        self._scope = self.module = Scope(tree, "module", None, 0)
        self.of[tree] = self.module
        self.generic_visit(tree)

    # --- what the names mean

    def owner(self, scope: Scope, name: str) -> Scope:
        """The scope to which `name` belongs where it stands in `scope`; the module's if to none.

        A class body that binds a name owns it, though it may read the global of that name before.
        """
        return self._owner(scope, scope.mangled(name))

    def _owner(self, scope: Scope, name: str) -> Scope:
        if name in scope.globals:
            return self.module
        if name in scope.bindings and name not in scope.nonlocals:
            return scope
        here = scope.parent
        sees_class = scope.kind in _SEE_CLASS
        while here is not None:
            if here.kind != "class" or sees_class:
                if name in here.globals:
                    return self.module
                if name in here.bindings and name not in here.nonlocals:
                    return here
            sees_class = sees_class and here.kind in _SEE_CLASS
            here = here.parent
        return self.module

    def is_global(self, scope: Scope, name: str) -> bool:
        """Whether `name` in `scope` means a global of the module, or a builtin."""
        return self.owner(scope, name) is self.module

    @cached_property
    def of_module(self) -> dict[str, list[Binding]]:
        """All that gives globals of the module a meaning or takes it away, wherever it stands."""
        found: dict[str, list[Binding]] = {}
        for scope in self.of.values():
            for name, bindings in scope.bindings.items():
                if scope is self.module or name in scope.globals:
                    found.setdefault(name, []).extend(bindings)
        return found

    @property
    def used(self) -> set[str]:
        """The names by which the code means globals of its module, or builtins."""
        return {
            name
            for scope in self.of.values()
            for name in (*scope.loads, *scope.globals)
            if self._owner(scope, name) is self.module
            or (scope.kind == "class" and name in scope.early)  # class Box: size = size
        }

    @property
    def used_later(self) -> frozenset[str]:
        """Those of them that functions use, and what else runs when its cell has long ended."""
        return frozenset(
            name
            for scope in self.of.values()
            if self._is_in_function(scope)
            for name in (*scope.loads, *scope.globals)
            if self._owner(scope, name) is self.module
        )

    @staticmethod
    def _is_in_function(scope: Scope) -> bool:
        here: Scope | None = scope
        while here is not None and here.kind not in ("function", "generator"):
            here = here.parent
        return here is not None

    @property
    def bound(self) -> set[str]:
        """The globals that may have a meaning once the code has run, no function called."""
        return {
            name
            for name, bindings in self.of_module.items()
            if any(binding.gives and not self._is_later(binding) for binding in bindings)
        }

    @cached_property
    def _later(self) -> set[int]:
        """What stands in the body of a function, which only a call executes."""
        found: set[int] = set()
        for scope in self.of.values():
            here: Scope | None = scope
            while here is not None and here.kind != "function":
                here = here.parent
            if here is not None:
                found.update(id(each) for many in scope.bindings.values() for each in many)
        return found

    def _is_later(self, binding: Binding) -> bool:
        return id(binding) in self._later

    def all(self) -> Iterator[Binding]:
        """Every binding in whatever scope."""
        for scope in self.of.values():
            for bindings in scope.bindings.values():
                yield from bindings

    # --- collecting

    def _bind(self, name: str, how: How, node: ast.AST, origin: str = "") -> None:
        name = self._scope.mangled(name)
        self._place += 1
        binding = Binding(name, how, node, origin, self._repeated, self._place)
        self._scope.bindings.setdefault(name, []).append(binding)

    def _open(self, node: ast.AST, kind: Kind, private: str | None = None) -> Scope:
        private = self._scope.private if private is None else private
        scope = Scope(node, kind, self._scope, len(self.of), private)
        self._place += 1
        scope.place = self._place
        self.of[node] = scope
        return scope

    def _within(self, scope: Scope, children: Iterable[ast.AST | None]) -> None:
        """Visit `children` as parts of `scope`."""
        outer, self._scope = self._scope, scope
        repeated = self._repeated
        if scope is not outer:
            self._repeated = scope.kind in _COMPREHENSIONS
        for child in children:
            if child is not None:
                self.visit(child)
        self._scope, self._repeated = outer, repeated

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._load(node.id)
            self.assigns_by_name = self.assigns_by_name or node.id in _ASSIGNING
            if node.id == "globals" or (node.id in ("locals", "vars") and self._at_top):
                self.reaches_namespace = True
        else:
            deleted = isinstance(node.ctx, ast.Del)
            self._bind(node.id, How.DELETED if deleted else How.ASSIGNED, node)

    def _load(self, name: str) -> None:
        name = self._scope.mangled(name)
        self._scope.loads.add(name)
        if name not in self._scope.bindings:
            self._scope.early.add(name)

    @property
    def _in_beginning(self) -> bool:
        """Whether what is visited stands in a function that begins an object: `__init__`."""
        return getattr(self._scope.node, "name", "") in ("__init__", "__post_init__")

    @property
    def _at_top(self) -> bool:
        """Whether what is visited stands in no function and no class."""
        scope = self._scope
        while scope.kind in _COMPREHENSIONS and scope.parent is not None:
            scope = scope.parent
        return scope is self.module

    def visit_Call(self, node: ast.Call) -> None:
        if isinstance(node.func, ast.Name) and node.func.id == "vars" and node.args:
            self._load(node.func.id)  # the namespace of what it is given
            self.assigns_by_name = True
        elif isinstance(node.func, ast.Attribute) and _fills_a_new_object(node):
            self.visit(node.func.value)
        else:
            self.visit(node.func)
        for child in [*node.args, *node.keywords]:
            self.visit(child)
        self._place += 1
        self._scope.calls.append((self._place, node.func))

    def visit_Assign(self, node: ast.Assign) -> None:
        for child in [node.value, *node.targets]:  # as they are executed
            self.visit(child)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._load(node.target.id)
            self._bind(node.target.id, How.AUGMENTED, node.target)
        else:
            self.visit(node.target)
        self.visit(node.value)

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._annotation(node, [node.annotation])
        if node.value is not None:
            self.visit(node.value)
        if node.value is None and isinstance(node.target, ast.Name):
            if node.simple:  # `(x): int` says nothing of x
                self._bind(node.target.id, How.DECLARED, node.target)
        else:
            self.visit(node.target)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        self.visit(node.value)
        inner = scope = self._scope
        while scope.kind in _COMPREHENSIONS and scope.parent is not None:
            scope = scope.parent
        self._scope = scope
        self.visit(node.target)
        self._scope = inner

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.attributes.add(self._scope.mangled(node.attr))
        self.assigns_by_name = self.assigns_by_name or node.attr in _ASSIGNING
        if node.attr == "__init__" and not self._in_beginning:  # of an object that is there
            self.assigns_by_name = True
        if node.attr == "globals":
            self.reaches_namespace = True
        self.visit(node.value)

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str) and node.value in _ASSIGNING:  # getattr(it, "__setattr__")
            self.assigns_by_name = True

    def visit_Global(self, node: ast.Global) -> None:
        self._scope.globals.update(map(self._scope.mangled, node.names))

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self._scope.nonlocals.update(map(self._scope.mangled, node.names))

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            self.modules.add(alias.name)
            top = alias.name.partition(".")[0]
            origin = alias.name if alias.asname else top
            self._bind(alias.asname or top, How.IMPORTED, node, origin)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        module = "." * node.level + (node.module or "")
        self.modules.add(module)
        for alias in node.names:
            if alias.name == "*":
                self.stars.append(module)
                continue
            if (module, alias.name) == ("__future__", "annotations"):  # they are kept as texts
                self._annotations_are_functions = False
            origin = f"{module}{'' if module.endswith('.') else '.'}{alias.name}"
            self._bind(alias.asname or alias.name, How.IMPORTED, node, origin)

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._bind(node.name, How.CAUGHT, node)
        self.generic_visit(node)

    def _visit_capture(self, node: ast.MatchAs | ast.MatchStar | ast.MatchMapping) -> None:
        name = node.rest if isinstance(node, ast.MatchMapping) else node.name
        if name:
            self._bind(name, How.ASSIGNED, node)
        self.generic_visit(node)

    visit_MatchAs = visit_MatchStar = visit_MatchMapping = _visit_capture

    def _visit_loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        if not isinstance(node, ast.While):
            self.visit(node.iter)
        repeated, self._repeated = self._repeated, True
        self.visit(node.test if isinstance(node, ast.While) else node.target)
        for statement in [*node.body, *node.orelse]:
            self.visit(statement)
        self._repeated = repeated

    visit_For = visit_AsyncFor = visit_While = _visit_loop

    def _visit_function(self, node: ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda) -> None:
        arguments = node.args
        for child in [*getattr(node, "decorator_list", []), *arguments.defaults]:
            self.visit(child)
        for default in arguments.kw_defaults:
            if default is not None:
                self.visit(default)
        outer = self._scope
        if not isinstance(node, ast.Lambda):
            self._bind(node.name, How.DEFINED, node)
            self._scope = self._type_parameters(node)
            annotations = [argument.annotation for argument in arguments_of(arguments)]
            self._annotation(arguments, [*annotations, node.returns])
        scope = self._open(node, "function")
        self._scope = outer
        for argument in arguments_of(arguments):
            name = scope.mangled(argument.arg)
            scope.bindings[name] = [Binding(name, How.PARAMETER, argument)]
        self._within(scope, [node.body] if isinstance(node, ast.Lambda) else node.body)

    visit_FunctionDef = visit_AsyncFunctionDef = visit_Lambda = _visit_function

    def _annotation(self, node: ast.AST, parts: Iterable[ast.AST | None]) -> None:
        """Visit annotations; `node` is what their scope is found by, if they have one."""
        local = isinstance(node, ast.AnnAssign) and self._scope.kind == "function"
        later = self._annotations_are_functions and not local  # which nobody can ask for
        self._within(self._open(node, "annotation") if later else self._scope, parts)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        for child in node.decorator_list:
            self.visit(child)
        self._bind(node.name, How.DEFINED, node)
        around = self._type_parameters(node)
        self._within(around, [*node.bases, *node.keywords])
        outer, self._scope = self._scope, around
        scope = self._open(node, "class", node.name.lstrip("_"))
        self._scope = outer
        self._within(scope, node.body)

    def visit_TypeAlias(self, node: Any) -> None:
        """`type Rows[T] = list[T]`, from Python 3.12 on; its value is a scope of its own."""
        self.visit(node.name)
        self._within(self._type_parameters(node, always=True), [node.value])

    def _type_parameters(self, node: Any, *, always: bool = False) -> Scope:
        """The scope of `[T]` behind a name; the one where the name stands if there is no such."""
        parameters = getattr(node, "type_params", [])
        if not parameters and not always:
            return self._scope
        private = node.name.lstrip("_") if isinstance(node, ast.ClassDef) else None
        scope = self._open(parameters[0] if parameters else node, "parameters", private)
        for parameter in parameters:
            name = scope.mangled(parameter.name)
            scope.bindings[name] = [Binding(name, How.PARAMETER, parameter)]
            self._within(scope, ast.iter_child_nodes(parameter))
        return scope

    def _visit_comprehension(self, node: Any) -> None:
        first = node.generators[0].iter
        self.visit(first)  # where the comprehension stands
        kind: Kind = "generator" if isinstance(node, ast.GeneratorExp) else "comprehension"
        parts: list[ast.AST] = []
        for generator in node.generators:
            parts += [generator.target, *generator.ifs]
            if generator.iter is not first:
                parts.append(generator.iter)
        made = [node.key, node.value] if isinstance(node, ast.DictComp) else [node.elt]
        self._within(self._open(node, kind), [*parts, *made])

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _visit_comprehension


class _Every(Container[str]):
    def __contains__(self, item: object) -> bool:
        return True


EVERY: Container[str] = _Every()  # the names of which nobody knows which there are
# With these attributes are assigned, or modules got hold of, by names that are computed.
_ASSIGNING = (
    "setattr", "delattr", "vars", "__dict__", "__setattr__", "__delattr__", "__set__",
    "__delete__", "__import__", "import_module", "__setstate__",
    "parse_args", "parse_known_args", "parse_intermixed_args", "parse_known_intermixed_args",
)  # fmt: skip


def _fills_a_new_object(node: ast.Call) -> bool:
    """Whether a parser of arguments is called, and makes the object whose attributes it sets."""
    parses = isinstance(node.func, ast.Attribute) and node.func.attr.startswith("parse_")
    given = [*node.args, *(word.arg for word in node.keywords)]
    return parses and not (
        len(given) > 1 or "namespace" in given or None in given
        or any(isinstance(argument, ast.Starred) for argument in node.args)
    )  # fmt: skip


# Statements that give a name its meaning, and are executed for nothing else.
DEFINITIONS = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef, ast.Import, ast.ImportFrom)


def arguments_of(arguments: ast.arguments) -> list[ast.arg]:
    """All parameters of a function."""
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return every + [argument for argument in (arguments.vararg, arguments.kwarg) if argument]


def targets(node: ast.AST) -> set[str]:
    """The names that a target, a pattern or an expression binds where it stands.

    >>> sorted(targets(ast.parse("a, (b, *c), d[e], f.g = h").body[0].targets[0]))
    ['a', 'b', 'c']
    """
    tree = node if isinstance(node, ast.stmt) else ast.Expr(node)  # type: ignore[arg-type]
    bindings = Bindings(ast.Module([tree], []))
    return {name for name, found in bindings.module.bindings.items() if found[0].gives}
