"""Points of calls: a call asks first, unless what it calls is known to ask by itself."""

from __future__ import annotations

import ast

from threadlab.explorer.engine.site import CALL, READ
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.known import (
    HARMLESS,
    MAKERS,
    METHODS,
    MODELLED,
    MODULES,
    TAKE_ALL,
)
from threadlab.explorer.instrument.points.base import at, text_of
from threadlab.explorer.instrument.points.expressions import Expressions
from threadlab.explorer.objects import refused


class Calls(Expressions):
    """… and of calls."""

    def visit_Call(self, node: ast.Call) -> ast.expr:
        text = text_of(node.func)
        direct = self._is_direct(node.func, bool(node.args or node.keywords))
        site = None if direct else self._site(CALL, node, text, text)
        if self._takes_all(node.func):
            self._used_up.update(node.args)
        if isinstance(node.func, ast.Attribute):
            node.func = self._attribute(node.func)
        elif not isinstance(node.func, ast.Name) or not self._is_function(node.func.id):
            node.func = self.visit(node.func)
        node.args = [self._star(argument) for argument in node.args]
        for keyword in node.keywords:
            visit = self._whole if keyword.arg is None else self.visit
            keyword.value = visit(keyword.value)
        if site is None:
            name = node.func.id if isinstance(node.func, ast.Name) else ""
            known = name in ("locals", "vars") and self.scopes.is_unbound(self._scope, name)
            return self._all_cells(node) if known and not node.args else node
        call = ast.Call(
            ast.Name(names.CALL.name, ast.Load()), [site, node.func, *node.args], node.keywords
        )
        return at(call, node)

    def _all_cells(self, node: ast.Call) -> ast.expr:
        """`locals()`, which reads all variables that the function shares."""
        points: list[ast.expr] = []
        for name in sorted({*self._scope.loads, *self._scope.bindings}):
            kind, owner = self.scopes.meaning(self._scope, name)
            if kind == "cell":
                site = self._variable_site(READ, node, name)
                points.append(self._hook(names.CELL_READ, site, self._token(owner)))
        return at(ast.BoolOp(ast.Or(), [*points, node]), node) if points else node

    def _is_function(self, name: str) -> bool:
        """Whether `name` can only be a builtin that is called here, and not one that is refused."""
        if name in refused.FRAMES and self.scopes.is_unbound(self._scope, name):
            return True  # it asks for the frame that calls it, which has to be the program's
        return name not in refused.REFUSED and self.scopes.is_builtin(self._scope, name)

    def _takes_all(self, function: ast.expr) -> bool:
        """Whether a call takes all items that it wants of an iterator, and hands it to nobody."""
        if isinstance(function, ast.Attribute) and isinstance(function.value, ast.Constant):
            return isinstance(function.value.value, (str, bytes))  # ", ".join(…)
        name = function.id if isinstance(function, ast.Name) else ""
        return name in TAKE_ALL and self.scopes.is_builtin(self._scope, name)

    def _star(self, argument: ast.expr) -> ast.expr:
        if isinstance(argument, ast.Starred):
            argument.value = self._whole(argument.value, names.UNPACKED)
            return argument
        return self.visit(argument)  # type: ignore[no-any-return]

    def _is_direct(self, function: ast.expr, given: bool) -> bool:
        """Whether a call needs no point of its own: its callee is known to be the program's."""
        if isinstance(function, ast.Name):
            if function.id in refused.FRAMES and self.scopes.is_unbound(self._scope, function.id):
                return not given
            if function.id == "super" and self.scopes.is_unbound(self._scope, "super"):
                return True  # it looks for the method that calls it, whoever may replace it
            if self.scopes.is_builtin(self._scope, function.id):
                return function.id in HARMLESS
            if self._is_modelled(function.id):
                return True
            target = self.scopes.definition(self._scope, function.id)
            if isinstance(target, ast.FunctionDef):
                return not target.decorator_list
            # Bases, a metaclass and decorators may make something else of it.
            return isinstance(target, ast.ClassDef) and not (
                target.bases or target.keywords or target.decorator_list
            )
        if isinstance(function, ast.Attribute):
            inside = (
                isinstance(function.value, ast.Call) and text_of(function.value.func) == "super"
            )
            if inside and function.attr in MAKERS:
                return not given  # list.__init__ looks into what it is given
            inner = function.attr.startswith("_") and not function.attr.startswith("__")
            inside = inside and function.attr not in METHODS and not inner
            made = function.attr in MODELLED and self._is_module(function.value)
            return inside or made
        return False

    def _is_modelled(self, name: str) -> bool:
        """Whether `name` is a class of the library's, imported by that name."""
        plain = self.scopes.meaning(self._scope, name)[0] == "plain"
        module, _, of_module = self.scopes.imported(self._scope, name).rpartition(".")
        return plain and module in MODULES and of_module in MODELLED
