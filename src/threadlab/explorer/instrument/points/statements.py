"""Points of all other statements: loops, conditions, handlers, functions, classes."""

from __future__ import annotations

import ast
import builtins
import sys
from typing import Any

from threadlab.explorer.bindings import Scope, arguments_of
from threadlab.explorer.engine.site import CALL, READ, WRITE
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.known import CALLED_UNSEEN
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.instrument.points import match
from threadlab.explorer.instrument.points.assignments import Assignments
from threadlab.explorer.instrument.points.base import (
    OPERATORS,
    assign,
    at,
    is_in_itself,
    is_plain,
    load,
)


class Points(Assignments):
    """… and of all other statements: the whole rewriter."""

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is None:
            return node
        if not self._handed or is_in_itself(node.value):
            node.value = self.visit(node.value)
        elif self._guards:  # a lock may be given back before anybody looks at it
            self._returned = self._returned or self._temporary()
            held = ast.Name(self._returned, ast.Store())
            node.value = at(ast.NamedExpr(held, self.visit(node.value)), node)
        else:
            node.value = self._deep(node.value)
        return node

    def visit_Raise(self, node: ast.Raise) -> ast.AST:
        if node.exc is not None and self._is_new(node.exc):  # nobody else has it
            node.exc = self.visit(node.exc)
        elif node.exc is not None:
            site = self._site(WRITE, node.exc, "")
            node.exc = at(self._hook(names.RAISED, site, self.visit(node.exc)), node.exc)
        if node.cause is not None:
            plain = isinstance(node.cause, ast.Constant)  # `from None`
            cause = self.visit(node.cause)
            node.cause = cause if plain else at(self._hook(names.CAUSED, cause), node.cause)
        return node

    def _is_new(self, error: ast.expr) -> bool:
        """Whether an error is surely made where it is raised: by a class that does nothing else."""
        return (
            isinstance(error, ast.Call)
            and isinstance(error.func, ast.Name)
            and self._makes_errors(self._scope, error.func.id, 10)
        )

    def _makes_errors(self, scope: Scope, name: str, levels: int) -> bool:
        """Whether `name` is a builtin exception, or a plain class below one."""
        if self.scopes.is_builtin(scope, name):
            found = getattr(builtins, name, None)
            return isinstance(found, type) and issubclass(found, BaseException)
        node = self.scopes.definition(scope, name)
        if not isinstance(node, ast.ClassDef) or node.keywords or node.decorator_list or not levels:
            return False
        # one that says how it is made may give an object away, or an old one
        made = {"__new__", "__init__"}.isdisjoint(
            each.name for each in node.body if isinstance(each, ast.FunctionDef)
        )
        plain = all(isinstance(each, (ast.FunctionDef, ast.Pass, ast.Expr)) for each in node.body)
        return bool(made and plain and node.bases) and all(
            isinstance(base, ast.Name) and self._makes_errors(scope, base.id, levels - 1)
            for base in node.bases
        )

    def visit_While(self, node: ast.While) -> ast.AST:
        node.test = self._whole(node.test)
        node.body = [self._turn(node, names.WHILE_TURN), *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        node.iter = self._iterated(node.iter)
        node.target, after = self._target(node.target)
        node.body = [self._turn(node, names.FOR_TURN), *after, *self.block(node.body)]
        node.orelse = self.block(node.orelse)
        return node

    def _turn(self, node: ast.stmt, hook: Hook) -> ast.stmt:
        return at(ast.Expr(self._hook(hook)), node)

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self._whole(node.test)
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        test = node.test
        simple = isinstance(test, ast.Compare) and len(test.ops) == 1
        if self.values and simple and type(test.ops[0]) in OPERATORS:  # type: ignore[attr-defined]
            assert isinstance(test, ast.Compare)
            name = self._sign(test.ops[0])
            plain = is_plain(test.left) or is_plain(test.comparators[0])
            plain = plain and not self.exact
            site = ast.Constant(None) if plain else self._site(READ, test, "")
            left, right = self.visit(test.left), self.visit(test.comparators[0])
            node.test = at(self._hook(names.ASSERTION, site, ast.Constant(name), left, right), test)
        else:
            node.test = self._whole(test)
            if self.values:
                node.test = at(self._hook(names.OTHER_ASSERTION, node.test), test)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_With(self, node: ast.With) -> ast.AST:
        after: list[ast.stmt] = []
        # `with a, b:` is one inside the other: what a target needs comes before the next manager.
        if len(node.items) > 1 and any(item.optional_vars is not None for item in node.items):
            inner = at(ast.With(node.items[1:], node.body), node)
            node.items, node.body = node.items[:1], [inner]
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if item.optional_vars is not None:
                item.optional_vars, after = self._target(item.optional_vars)
        self._guards += 1
        node.body = [*after, *self.block(node.body)]
        self._guards -= 1
        return node

    def visit_Try(self, node: ast.Try) -> ast.AST:
        self._guards += bool(node.finalbody)
        node.body, node.orelse = self.block(node.body), self.block(node.orelse)
        for handler in node.handlers:
            if handler.type is not None:
                handler.type = self._caught(self.visit(handler.type))
            body = self.block(handler.body)
            if handler.name and self._is_watched(handler.name):
                going = [self._storing(handler.name, handler)]  # its name goes when it ends
                body = [
                    self._storing(handler.name, handler),
                    at(ast.Try(body, [], [], going), handler),
                ]
            catches = handler.type.id if isinstance(handler.type, ast.Name) else "BaseException"
            if catches in ("BaseException", "KeyboardInterrupt"):
                # Where a run is cut off, nothing may catch that.
                body = [at(ast.Expr(self._hook(names.CATCH_ALL)), handler), *body]
            handler.body = body
        self._guards -= bool(node.finalbody)
        node.finalbody = self.block(node.finalbody)
        return node

    def _caught(self, kind: ast.expr) -> ast.expr:
        """The classes that a handler is for, which may be no classes that are modelled."""
        if isinstance(kind, ast.Name) and hasattr(builtins, kind.id):
            return kind
        return at(self._hook(names.CAUGHT, kind), kind)

    visit_TryStar = visit_Try  # type: ignore[assignment]

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        return match.rewrite(self, node)

    def _function(self, node: ast.FunctionDef) -> ast.AST | list[ast.stmt]:
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        self._defaults(node.args)
        self._annotations(node)
        outer, self._scope = self._scope, self.scopes.of[node]
        special = node.name.startswith("__") and node.name.endswith("__")
        outside = self._handed, self._guards, self._returned, self._yields
        self._handed = bool(special or node.decorator_list or node.name in self._taken_names)
        self._guards, self._returned, self._yields = 0, "", False
        docstring = node.body[:1] if ast.get_docstring(node, clean=False) is not None else []
        body = self.block(node.body[len(docstring) :])
        if self._returned:
            body = self._looked_at(self._returned, body, node)
        first = [*self._opening(node), *self._unseen(node), *self._entered(node)]
        node.body = [*docstring, *first, *body] or [ast.Pass()]
        self._handed, self._guards, self._returned, self._yields = outside
        self._scope = outer
        return self._defined(node)

    def _looked_at(
        self, returned: str, body: list[ast.stmt], node: ast.FunctionDef
    ) -> list[ast.stmt]:
        """`body`, and when all that it holds is given back, a look at what it returns.

        Its caller may be C code that goes through that, and has no point of its own.
        """
        site = self._site(READ, node, "", node.name)
        look = at(ast.Expr(self._hook(names.DEEP_LOOK, site, load(returned, node))), node)
        return [
            assign(returned, ast.Constant(None), node),
            at(ast.Try(body, [], [], [look]), node),
        ]

    def _defined(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST | list[ast.stmt]:
        if not self._is_watched(node.name):
            return node
        return [self._storing(node.name, node), node]

    def _is_watched(self, name: str) -> bool:
        return self.scopes.meaning(self._scope, name)[0] != "plain"

    def _storing(self, name: str, node: ast.AST) -> ast.stmt:
        """The point before a statement that gives `name` a value, or takes it away."""
        return at(ast.Expr(self._stored(name, node, ast.Constant(None))), node)

    def _late(self, node: ast.Import | ast.ImportFrom, modules: list[str]) -> ast.stmt | None:
        """What stands for an import that is to be executed when it is needed (Python 3.15).

        It may be executed at once instead if nobody can tell: if no text of the program's own is.
        """
        told = sys.version_info >= (3, 15) and "__lazy_modules__" in self.scopes.module.bindings
        if not told and not getattr(node, "is_lazy", 0):
            return None
        if told or any(map(self.is_own, modules)):
            return at(
                ast.Expr(self._refused(f"lazy import {modules[0]}", ast.Constant(None))), node
            )
        node.is_lazy = 0  # type: ignore[union-attr]
        return None

    def visit_Import(self, node: ast.Import) -> ast.AST | list[ast.stmt]:
        late = self._late(node, [alias.name for alias in node.names])
        return late or self._imported(node, [
            (alias, alias.asname or alias.name.partition(".")[0]) for alias in node.names
        ])  # fmt: skip

    def visit_ImportFrom(self, node: ast.ImportFrom) -> ast.AST | list[ast.stmt]:
        late = self._late(node, ["." * node.level + (node.module or "")])
        if late is not None:
            return late
        names = [(alias, alias.asname or alias.name) for alias in node.names]
        if node.module == "__future__" or node.names[0].name == "*":
            return node
        return self._imported(node, names)

    def _imported(
        self, node: ast.Import | ast.ImportFrom, names: list[tuple[ast.alias, str]]
    ) -> ast.AST | list[ast.stmt]:
        """An import whose names others see: they get their values when it has been executed."""
        watched = [(alias, name) for alias, name in names if self._is_watched(name)]
        if not watched:
            return node
        if self._scope.kind == "class":  # in which there is no place for temporaries
            return [*(self._storing(name, node) for _, name in watched), node]
        done: list[ast.stmt] = [node]
        for alias, name in watched:
            held = self._temporary()
            if alias.asname is None and "." in alias.name:  # `import a.b` binds a
                done.insert(0, at(ast.Import([ast.alias(alias.name, self._temporary())]), node))
                alias.name = name
            alias.asname = held
            value = self._stored(name, node, load(held, node))
            done.append(assign(name, value, node))
        return done

    def visit_TypeAlias(self, node: Any) -> ast.AST | list[ast.stmt]:
        """`type Rows[T] = list[T]`, from Python 3.12 on; its value is evaluated on demand."""
        first = node.type_params[0] if node.type_params else node
        outer, self._scope = self._scope, self.scopes.of[first]
        node.value = self.visit(node.value)
        self._scope = outer
        name = node.name.id
        return [self._storing(name, node), node] if self._is_watched(name) else node

    def _opening(self, node: ast.AST) -> list[ast.stmt]:
        """A token for each call of a function whose variables are shared: they are this call's."""
        scope = self.scopes.of[node]
        if not self.scopes.needs_token(scope):
            return []
        return [
            at(assign(names.scope_token(scope.number), self._hook(names.CALL_TOKEN), node), node)
        ]

    def _unseen(self, node: ast.FunctionDef) -> list[ast.stmt]:
        """A point where a function begins of which Python itself decides whether it is called."""
        if node.name not in CALLED_UNSEEN:
            return []
        first = next(iter(arguments_of(node.args)), None)
        owner = ast.Constant(None) if first is None else ast.Name(first.arg, ast.Load())
        site = self._site(READ, node, node.name, f"{node.name}()")
        return [at(ast.Expr(self._hook(names.UNSEEN, site, owner)), node)]

    def _entered(self, node: ast.FunctionDef) -> list[ast.stmt]:
        """A point where a generator begins, which is when somebody asks for its first item."""
        if not self._yields:
            return []
        site = self._site(CALL, node, "", "next()")
        return [at(ast.Expr(self._hook(names.RESUMED, site)), node)]

    def _annotations(self, node: ast.FunctionDef) -> None:
        """Annotations are evaluated where the function is defined, or when somebody asks."""
        for parameter in getattr(node, "type_params", []):
            self.visit(parameter)
        for argument in arguments_of(node.args):
            if argument.annotation is not None:
                argument.annotation = self._annotation(node.args, argument.annotation)
        if node.returns is not None:
            node.returns = self._annotation(node.args, node.returns)

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            self.visit(default) if default else None for default in arguments.kw_defaults
        ]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST | list[ast.stmt]:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST | list[ast.stmt]:
        """Coroutines can't run here: one that is called says so."""
        every = [ast.arg(names.temporary(1)), ast.arg(names.temporary(2))]
        arguments = ast.arguments([], [], every[0], [], [], every[1], [])
        body = ast.Return(self._refused("asyncio", ast.Constant(None)))
        decorators = [self.visit(decorator) for decorator in node.decorator_list]
        new = ast.FunctionDef(node.name, arguments, [body], decorators)
        return self._defined(at(new, node))

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self._defaults(node.args)
        outer, self._scope = self._scope, self.scopes.of[node]
        node.body = self._deep(node.body)
        if self.scopes.needs_token(self._scope):
            # Only a walrus can change a lambda's own variable: give it a token all the same.
            token = ast.NamedExpr(
                ast.Name(names.scope_token(self._scope.number), ast.Store()),
                self._hook(names.CALL_TOKEN),
            )
            node.body = at(ast.IfExp(at(token, node), node.body, ast.Constant(None)), node)
        self._scope = outer
        return node

    def visit_ClassDef(self, node: ast.ClassDef) -> ast.AST | list[ast.stmt]:
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        node.bases = [self.visit(base) for base in node.bases]
        for keyword in node.keywords:
            keyword.value = self.visit(keyword.value)
        for parameter in getattr(node, "type_params", []):
            self.visit(parameter)
        outer, self._scope = self._scope, self.scopes.of[node]
        node.body = self.block(node.body)
        self._scope = outer
        return self._defined(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Leave annotations alone."""
        return node
