"""Which names of a program can change after another thread has seen them.

A name that is bound once, by `def`, `class`, `import` or a single assignment, never changes:
reading it needs no scheduling point. What remains are globals that are assigned again or from a
function, and local variables that an inner function shares and somebody assigns again.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["plain", "global", "cell"]
# From 3.14 on an annotation is evaluated when somebody asks for it: it is a function of its own.
EVALUATED_LATER = sys.version_info >= (3, 14)


@dataclass
class Scope:
    """The names of one module, class, function, lambda, comprehension or annotation."""

    node: ast.AST
    kind: Literal["module", "class", "function", "comprehension", "annotation"]
    parent: Scope | None
    number: int
    stores: Counter[str] = field(default_factory=Counter)
    globals: set[str] = field(default_factory=set)
    nonlocals: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)
    shared: set[str] = field(default_factory=set)  # own variables that inner functions use
    variable: set[str] = field(default_factory=set)  # … and that change
    defined: dict[str, ast.AST] = field(default_factory=dict)  # by def or class
    # What imports have bound names to, "time" or "threading.Lock", each of them.
    imports: defaultdict[str, list[str]] = field(default_factory=lambda: defaultdict(list))


class Scopes(ast.NodeVisitor):
    """The scopes of `tree`, looked up by node, and what each name means in each of them.

    With `all_globals` every global name that is not a `def`, `class` or `import` counts as one
    that changes: for modules that others may write to, and where module-level code starts threads.
    """

    def __init__(self, tree: ast.Module, *, all_globals: bool = False):
        self.of: dict[ast.AST, Scope] = {}
        self.module = self._open(tree, "module", None)
        self.attributes: set[str] = set()  # names of attributes that are assigned somewhere
        self.class_level: set[str] = set()  # names of attributes that a class body assigns
        self._annotations_are_functions = EVALUATED_LATER and not are_texts(tree)
        self._scope = self.module
        self._loops = 0
        for statement in tree.body:
            self.visit(statement)
        for scope in self.of.values():
            self._link(scope)
        for scope in self.of.values():
            self._settle(scope, all_globals)

    def meaning(self, scope: Scope, name: str) -> tuple[Kind, Scope]:
        """Say whether `name` in `scope` is plain, or a changing global or cell, and whose it is."""
        owner = self._owner(scope, name)
        if owner is self.module:
            return ("global" if name in owner.variable else "plain"), owner
        return ("cell" if name in owner.variable else "plain"), owner

    def is_builtin(self, scope: Scope, name: str) -> bool:
        """Whether `name` can only be a builtin: nobody binds it."""
        return self._owner(scope, name) is self.module and name not in self.module.stores

    def is_global(self, scope: Scope, name: str) -> bool:
        """Whether `name` in `scope` means a global of the module, or a builtin."""
        return self._owner(scope, name) is self.module

    def definition(self, scope: Scope, name: str) -> ast.AST | None:
        """The `def` or `class` that `name` stands for, if it is the only thing it can be."""
        owner = self._owner(scope, name)
        if owner.stores[name] == 1 and name not in owner.variable:
            return owner.defined.get(name)
        return None

    def imported(self, scope: Scope, name: str) -> str:
        """What `name` surely is: "time", or "threading.Lock"; "" if anything else may bind it.

        The spelling says nothing: a class or a parameter may be called `queue`, too.
        """
        owner = self._owner(scope, name)
        known = owner.imports.get(name, ())
        if known and owner.stores[name] == len(known) and len(set(known)) == 1:
            return known[0]
        return ""

    # --- collecting

    def _open(self, node: ast.AST, kind: str, parent: Scope | None) -> Scope:
        scope = Scope(node, kind, parent, len(self.of))  # type: ignore[arg-type]
        self.of[node] = scope
        return scope

    def _store(self, name: str, times: int = 1) -> None:
        scope = self._scope
        # A name that is bound in a loop is bound more than once.
        scope.stores[name] += times * (2 if self._loops else 1)

    def _inside(self, node: ast.AST, kind: str, body: list[ast.AST]) -> None:
        outer, loops = self._scope, self._loops
        self._scope, self._loops = self._open(node, kind, outer), 0
        for child in body:
            self.visit(child)
        self._scope, self._loops = outer, loops

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Load):
            self._scope.loads.add(node.id)
        else:
            self._store(node.id)

    def visit_AugAssign(self, node: ast.AugAssign) -> None:
        if isinstance(node.target, ast.Name):
            self._scope.loads.add(node.target.id)
            self._store(node.target.id)
        self.generic_visit(node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> None:
        scope = self._scope
        while scope.kind == "comprehension" and scope.parent is not None:
            scope = scope.parent
        inner, self._scope = self._scope, scope
        self.visit(node.target)
        self._scope = inner
        self.visit(node.value)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        if not isinstance(node.ctx, ast.Load):
            self.attributes.add(node.attr)
        self.generic_visit(node)

    def visit_Global(self, node: ast.Global) -> None:
        self._scope.globals.update(node.names)

    def visit_Nonlocal(self, node: ast.Nonlocal) -> None:
        self._scope.nonlocals.update(node.names)

    def visit_Import(self, node: ast.Import) -> None:
        for alias in node.names:
            name = alias.asname or alias.name.partition(".")[0]
            self._store(name)
            self._scope.imports[name].append(alias.name if alias.asname else name)

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            name = alias.asname or alias.name
            self._store(name)
            self._scope.imports[name].append(f"{'.' * node.level}{node.module or ''}.{alias.name}")

    def visit_ExceptHandler(self, node: ast.ExceptHandler) -> None:
        if node.name:
            self._store(node.name)
        self.generic_visit(node)

    def visit_MatchAs(self, node: ast.MatchAs) -> None:
        if node.name:
            self._store(node.name)
        self.generic_visit(node)

    def visit_MatchStar(self, node: ast.MatchStar) -> None:
        if node.name:
            self._store(node.name)

    def visit_MatchMapping(self, node: ast.MatchMapping) -> None:
        if node.rest:
            self._store(node.rest)
        self.generic_visit(node)

    def _function(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._store(node.name)
        self._scope.defined[node.name] = node
        outside: list[ast.AST] = [*node.decorator_list, *node.args.defaults]
        outside += [default for default in node.args.kw_defaults if default]
        for child in [*outside, *getattr(node, "type_params", [])]:
            self.visit(child)
        annotations = [argument.annotation for argument in arguments_of(node.args)]
        self._annotation(node.args, [part for part in (*annotations, node.returns) if part])
        self._inside(node, "function", [])
        self._parameters(self.of[node], node.args)
        self._enter(node, [*node.body])

    def _annotation(self, node: ast.AST, parts: list[ast.expr]) -> None:
        """Collect the names of annotations; `node` is what their scope is found by."""
        outer = self._scope
        local = isinstance(node, ast.AnnAssign) and outer.kind == "function"  # never evaluated
        if self._annotations_are_functions and not local:
            self._scope = self._open(node, "annotation", outer)
        for part in parts:
            self.visit(part)
        self._scope = outer

    def visit_AnnAssign(self, node: ast.AnnAssign) -> None:
        self._annotation(node, [node.annotation])
        self.visit(node.target)
        if node.value is not None:
            self.visit(node.value)

    def _enter(self, node: ast.AST, body: list[ast.AST]) -> None:
        outer, loops = self._scope, self._loops
        self._scope, self._loops = self.of[node], 0
        for child in body:
            self.visit(child)
        self._scope, self._loops = outer, loops

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self._function(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        for default in [*node.args.defaults, *node.args.kw_defaults]:
            if default:
                self.visit(default)
        self._inside(node, "function", [])
        self._parameters(self.of[node], node.args)
        self._enter(node, [node.body])

    def _parameters(self, scope: Scope, arguments: ast.arguments) -> None:
        for argument in arguments_of(arguments):
            scope.stores[argument.arg] += 1

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._store(node.name)
        self._scope.defined[node.name] = node
        outside = [*node.decorator_list, *node.bases, *node.keywords]
        for child in [*outside, *getattr(node, "type_params", [])]:
            self.visit(child)
        self._inside(node, "class", [*node.body])
        scope = self.of[node]
        self.class_level.update(name for name in scope.stores if name not in scope.defined)

    def _comprehension(
        self, node: ast.ListComp | ast.SetComp | ast.DictComp, *parts: ast.AST
    ) -> None:
        kind = "function" if isinstance(node, ast.GeneratorExp) else "comprehension"
        first = node.generators[0].iter
        self.visit(first)
        self._inside(node, kind, [])
        body: list[ast.AST] = []
        for generator in node.generators:
            body += [generator.target, *generator.ifs]
            if generator.iter is not first:
                body.append(generator.iter)
        self._enter(node, [*body, *parts])

    def visit_ListComp(self, node: ast.ListComp) -> None:
        self._comprehension(node, node.elt)

    def visit_SetComp(self, node: ast.SetComp) -> None:
        self._comprehension(node, node.elt)

    def visit_GeneratorExp(self, node: ast.GeneratorExp) -> None:
        self._comprehension(node, node.elt)  # type: ignore[arg-type]

    def visit_DictComp(self, node: ast.DictComp) -> None:
        self._comprehension(node, node.key, node.value)

    def _loop(self, node: ast.For | ast.AsyncFor | ast.While) -> None:
        before = [node.test] if isinstance(node, ast.While) else [node.iter]
        for child in before:
            self.visit(child)
        self._loops += 1
        if not isinstance(node, ast.While):
            self.visit(node.target)
        for statement in [*node.body, *node.orelse]:
            self.visit(statement)
        self._loops -= 1

    visit_For = visit_AsyncFor = visit_While = _loop

    # --- resolving

    def _owner(self, scope: Scope, name: str) -> Scope:
        here: Scope | None = scope
        first = True
        while here is not None:
            if name in here.globals:
                return self.module
            own = name in here.stores and name not in here.nonlocals
            if own and (first or here.kind != "class"):
                return here
            if here.kind not in ("comprehension", "annotation"):
                first = False
            here = here.parent
        return self.module

    def _link(self, scope: Scope) -> None:
        """Move stores through `global` and `nonlocal` to the owner, and mark what is shared."""
        for name in list(scope.stores):
            if name in scope.globals:
                self.module.stores[name] += scope.stores.pop(name) + 1
            elif name in scope.nonlocals and scope.parent is not None:
                times = scope.stores.pop(name)
                owner = self._owner(scope.parent, name)
                owner.stores[name] += times + 1
                owner.shared.add(name)
        for name in scope.loads:
            owner = self._owner(scope, name)
            if owner is self.module or owner is scope:
                continue
            inner: Scope | None = scope
            while inner is not None and inner is not owner:
                if inner.kind in ("function", "annotation"):
                    owner.shared.add(name)
                inner = inner.parent

    def _settle(self, scope: Scope, all_globals: bool) -> None:
        if scope.kind == "module":
            scope.variable = {
                name
                for name, times in scope.stores.items()
                if times > 1 or (all_globals and name not in scope.defined)
            }
        elif scope.kind == "function" and not isinstance(scope.node, ast.GeneratorExp):
            scope.variable = {name for name in scope.shared if scope.stores[name] > 1}


def are_texts(tree: ast.Module) -> bool:
    """Whether annotations in `tree` are kept as texts: `from __future__ import annotations`."""
    return any(
        isinstance(node, ast.ImportFrom)
        and node.module == "__future__"
        and any(alias.name == "annotations" for alias in node.names)
        for node in tree.body
    )


def arguments_of(arguments: ast.arguments) -> list[ast.arg]:
    """All parameters of a function."""
    every = [*arguments.posonlyargs, *arguments.args, *arguments.kwonlyargs]
    return every + [argument for argument in (arguments.vararg, arguments.kwarg) if argument]
