"""Points of expressions: names, attributes, items, operators, comprehensions."""

from __future__ import annotations

import ast
import builtins
import types

from threadlab.explorer.engine.site import CALL, READ, WRITE
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.known import (
    ALWAYS,
    FILLED_UNSEEN,
    LOOKED_AT_UNSEEN,
    MODULES,
    OF_C,
    SET_UNWRITTEN,
)
from threadlab.explorer.instrument.names import Hook
from threadlab.explorer.instrument.points.base import (
    OPERATORS,
    Base,
    at,
    is_in_itself,
    is_plain,
    leaves,
    load,
    text_of,
)
from threadlab.explorer.objects import refused


class Expressions(Base):
    """The points of expressions …"""

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node
        kind, owner = self.scopes.read(self._scope, node.id)
        if node.id in refused.REFUSED:
            return self._refused(node.id, ast.Constant(None))
        if kind == "plain":
            unbound = self.scopes.is_unbound(self._scope, node.id)
            known = getattr(builtins, node.id, None) if unbound else None
            if isinstance(known, types.BuiltinFunctionType):
                return self._taken(node, node.id)
            return node
        site = self._variable_site(READ, node, node.id)
        if kind == "global":
            point = self._hook(names.GLOBAL_READ, site)
        else:
            point = self._hook(names.CELL_READ, site, self._token(owner))
        value = ast.BoolOp(ast.Or(), [point, ast.Name(node.id, ast.Load())])
        return self._read(node, site, value)

    def _stored(self, name: str, node: ast.AST, value: ast.expr) -> ast.expr:
        """`value`, wrapped in a write point if `name` is one that others can see."""
        kind, owner = self.scopes.meaning(self._scope, name)
        if kind == "plain":
            return value
        site = self._variable_site(WRITE, node, name)
        if kind == "global":
            return at(self._hook(names.GLOBAL_WRITE, site, value), node)
        return at(self._hook(names.CELL_WRITE, site, self._token(owner), value), node)

    def _variable_site(self, operation: str, node: ast.AST, name: str) -> ast.Constant:
        """The site of a variable; the compiler's name for it is the one that others know it by."""
        name = self._scope.mangled(name)
        return self._site(operation, node, name, name)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        node.value = self.visit(node.value)
        node.value = self._stored(node.target.id, node.target, node.value)
        return node

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return self._attribute(node)
        name = self._scope.mangled(node.attr)
        known = name in self.scopes.attributes or name in self.scopes.functions_of_classes
        known = known or node.attr in ("__class__", "__doc__", "__dict__", "__name__")
        text = text_of(node)
        value = self._attribute(node)
        return value if known and node.attr not in ALWAYS else self._taken(value, text)

    def _taken(self, value: ast.expr, text: str) -> ast.expr:
        """`value`, which may be a function that is not the program's (foreign.py)."""
        site = self._site(CALL, value, text, text)
        return at(self._hook(names.FUNCTION, site, value), value)

    def _refused(self, name: str, value: ast.expr) -> ast.expr:
        return at(self._hook(names.REFUSED, ast.Constant(name), value), value)

    def _told(self, node: ast.Attribute, value: ast.expr) -> ast.expr:
        return at(self._hook(names.TOLD, ast.Constant(node.attr), value), node)

    def _attribute(self, node: ast.Attribute) -> ast.expr:
        operation = READ if isinstance(node.ctx, ast.Load) else WRITE
        text = text_of(node)
        inner = self.visit(node.value)
        if node.attr in refused.TOLD and operation == READ:
            return self._told(node, inner)
        if node.attr in refused.REFUSED:
            inner = self._refused(node.attr, inner)
        key = self._scope.mangled(node.attr)
        if key in FILLED_UNSEEN:
            inner = at(self._hook(names.UNSEEN, self._site(READ, node, key, text), inner), node)
        watched = operation == WRITE or key in self._attributes
        watched = watched or node.attr in SET_UNWRITTEN
        if not watched or self._is_module(node.value):
            seen = operation == READ and node.attr in OF_C
            node.value = (
                self._hook(names.LOOK, self._site(READ, node, ""), inner) if seen else inner
            )
            return node
        site = self._site(operation, node, key, text)
        if key == "__annotations__" and operation == READ:
            return at(self._hook(names.ANNOTATIONS, site, inner), node)
        if key == "__dict__" and operation == READ:
            return at(self._hook(names.NAMESPACE, site, inner), node)
        if key in LOOKED_AT_UNSEEN and operation != READ:
            node.value = at(self._hook(names.NAMESPACE_WRITE, site, inner), node)
            return node
        hook = names.ATTRIBUTE_READ if operation == READ else names.ATTRIBUTE_WRITE
        node.value = at(self._hook(hook, site, inner), node)
        if operation == READ:
            return self._read(node, site, node)
        return node

    def _is_module(self, node: ast.expr) -> bool:
        """Whether `node` is surely one of the library's modules: nobody writes to those."""
        if not isinstance(node, ast.Name):
            return False
        plain = self.scopes.meaning(self._scope, node.id)[0] == "plain"
        return plain and self.scopes.imported(self._scope, node.id) in MODULES

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node  # statements see to it
        if isinstance(node.value, ast.Name) and self._is_builtin(node.value.id):
            return self.generic_visit(node)  # type: ignore[return-value]  # list[int]
        site = self._site(READ, node, "")
        hook = self._hook(names.ITEM_READ, site, self.visit(node.value), self._index(node.slice))
        return at(hook, node)

    def _is_builtin(self, name: str) -> bool:
        """Whether a name surely is that of a builtin."""
        return self.scopes.is_builtin(self._scope, name)

    def _index(self, node: ast.expr) -> ast.expr:
        """An index as a value of its own: `1:n` becomes a slice object."""
        if isinstance(node, ast.Slice):
            ends = [
                self.visit(end) if end is not None else ast.Constant(None)
                for end in (node.lower, node.upper, node.step)
            ]
            return at(self._hook(names.SLICE, *ends), node)
        if isinstance(node, ast.Tuple):
            node.elts = [self._index(part) for part in node.elts]
            return node
        return self.visit(node)  # type: ignore[no-any-return]

    def _whole(self, node: ast.expr, hook: Hook = names.LOOK) -> ast.expr:
        """`node` visited, with a point where its content is looked at as a whole."""
        if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.NamedExpr)):
            return self.visit(node)  # type: ignore[no-any-return]
        text = text_of(node)  # as it was written
        inner = self.visit(node)
        return at(self._hook(hook, self._site(READ, node, "", text), inner), node)

    def _deep(self, node: ast.expr) -> ast.expr:
        """As `_whole`, for what is looked at down to its items, as a text is made of it."""
        if is_in_itself(node):
            return self.visit(node)  # type: ignore[no-any-return]
        site = self._site(READ, node, "")
        return at(self._hook(names.DEEP_LOOK, site, self.visit(node)), node)

    def visit_Compare(self, node: ast.Compare) -> ast.expr:
        if len(node.ops) != 1 and self.exact:
            # a < b < c: two comparisons, with b evaluated once
            return self._chain(node)
        if len(node.ops) != 1:
            node.left = self._deep(node.left)
            node.comparators = [self._deep(part) for part in node.comparators]
            return node
        operator, left, right = node.ops[0], node.left, node.comparators[0]
        if isinstance(operator, (ast.In, ast.NotIn)):
            site = self._site(READ, node, "", text_of(right))
            hook = names.EXACT_MEMBERSHIP if self.exact else names.MEMBERSHIP
            found = at(self._hook(hook, site, self.visit(left), self.visit(right)), node)
            if isinstance(operator, ast.In):
                return found
            return at(ast.UnaryOp(ast.Not(), found), node)
        if isinstance(operator, (ast.Is, ast.IsNot)):
            return self.generic_visit(node)  # type: ignore[return-value]
        if not self.exact and (is_plain(left) or is_plain(right)):
            return self.generic_visit(node)  # type: ignore[return-value]
        return self._operator(node, self._sign(operator), left, right)

    def _sign(self, operator: ast.AST) -> str:
        name = OPERATORS[type(operator)]
        return f"exact {name}" if self.exact else name

    def _chain(self, node: ast.Compare) -> ast.expr:
        parts: list[ast.expr] = []
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            last = right is node.comparators[-1]
            name = self._temporary()
            held = right if last else at(ast.NamedExpr(ast.Name(name, ast.Store()), right), right)
            parts.append(at(ast.Compare(left, [operator], [held]), node))
            left = load(name, right)
        return at(ast.BoolOp(ast.And(), [self.visit(part) for part in parts]), node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        name = OPERATORS.get(type(node.op))
        number = any(
            isinstance(part, ast.Constant) and isinstance(part.value, (int, float))
            for part in (node.left, node.right)
        )
        if name is None or (number and name != "mul"):
            return self.generic_visit(node)  # type: ignore[return-value]
        return self._operator(node, name, node.left, node.right)

    def _operator(self, node: ast.expr, name: str, left: ast.expr, right: ast.expr) -> ast.expr:
        site = self._site(READ, node, "")
        hook = self._hook(
            names.OPERATOR, site, ast.Constant(name), self.visit(left), self.visit(right)
        )
        return at(hook, node)

    def visit_UnaryOp(self, node: ast.UnaryOp) -> ast.expr:
        node.operand = (
            self._whole(node.operand) if isinstance(node.op, ast.Not) else self.visit(node.operand)
        )
        return node

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.expr:
        node.values = [self._whole(value) for value in node.values]
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.expr:
        node.test = self._whole(node.test)
        node.body, node.orelse = self.visit(node.body), self.visit(node.orelse)
        return node

    def visit_FormattedValue(self, node: ast.FormattedValue) -> ast.expr:
        node.value = self._deep(node.value)
        if node.format_spec is not None:
            node.format_spec = self.visit(node.format_spec)
            if node.conversion == -1:  # with one the value is a text by then
                node.value = at(self._hook(names.FORMAT, node.value, node.format_spec), node)
                node.format_spec = None
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        if isinstance(node.ctx, ast.Load):
            node.value = self._whole(node.value, names.UNPACKED)
        return node

    def visit_Dict(self, node: ast.Dict) -> ast.expr:
        for i, (key, value) in enumerate(zip(node.keys, node.values, strict=True)):
            if key is None:
                node.values[i] = self._whole(value)
            else:
                node.keys[i], node.values[i] = self.visit(key), self.visit(value)
        return node

    def visit_Yield(self, node: ast.Yield) -> ast.expr:
        if node.value is not None:
            node.value = self._deep(node.value)
        self._yields = True
        return at(self._hook(names.RESUMED, self._site(CALL, node, "", "next()"), node), node)

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        self._yields = True
        node.value = self._iterated(node.value, names.DELEGATE)
        return node

    def _iterated(self, node: ast.expr, hook: Hook = names.ITERATE) -> ast.expr:
        text = text_of(node)  # as it was written
        inner = self.visit(node)
        if isinstance(node, (ast.List, ast.Tuple, ast.Constant, ast.Set)):
            return inner  # type: ignore[no-any-return]
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id == "range"
            and self.scopes.is_builtin(self._scope, "range")
        ):
            return inner  # type: ignore[no-any-return]
        site = self._site(READ, node, "", text)
        return at(self._hook(hook, site, inner), node)

    def _comprehension(self, node: ast.expr) -> ast.expr:
        generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
        generators[0].iter = self._iterated(generators[0].iter)
        outer, self._scope = self._scope, self.scopes.of[node]
        done: list[ast.comprehension] = []
        for number, generator in enumerate(generators):
            if number:
                generator.iter = self._iterated(generator.iter)
            for leaf in leaves(generator.target):
                self._inner_target(leaf)
            done += [generator, *self._stored_targets(generator)]
            done[-1].ifs = [self._whole(test) for test in generator.ifs]
            if done[-1] is not generator:
                generator.ifs = []
        node.generators = done  # type: ignore[attr-defined]
        if isinstance(node, ast.DictComp) and node.value is None:  # {**row for row in rows}: 3.15
            node.key = self._whole(node.key)
        elif isinstance(node, ast.DictComp):
            node.key, node.value = self.visit(node.key), self.visit(node.value)
        elif isinstance(node, ast.GeneratorExp):
            # Whoever gets it may look at it: any(row for row in rows), any(*row for row in rows).
            if isinstance(node.elt, ast.Starred):
                node.elt.value = self._deep(node.elt.value)
            else:
                inner = self._deep(node.elt)
                if node not in self._used_up:
                    site = self._site(CALL, node.elt, "", "next()")
                    inner = at(self._hook(names.RESUMED, site, inner), node.elt)
                node.elt = inner
        else:
            node.elt = self.visit(node.elt)  # type: ignore[attr-defined]
        self._scope = outer
        return node

    def _stored_targets(self, generator: ast.comprehension) -> list[ast.comprehension]:
        """`for x in (@w(1, x),)` behind a `for x` whose variable functions that it makes share."""
        watched = [leaf for leaf in leaves(generator.target) if isinstance(leaf, ast.Name)
                   and self.scopes.meaning(self._scope, leaf.id)[0] != "plain"]  # fmt: skip
        done = []
        for leaf in watched:
            held = self._temporary()
            value = self._stored(leaf.id, leaf, load(held, leaf))
            target = at(ast.Name(leaf.id, ast.Store()), leaf)
            leaf.id = held
            done.append(ast.comprehension(target, at(ast.Tuple([value], ast.Load()), leaf), [], 0))
        return done

    def _inner_target(self, target: ast.expr) -> None:
        """Points for a target within an expression, where no statement can stand."""
        if isinstance(target, ast.Attribute):
            self._attribute(target)
        elif isinstance(target, ast.Subscript):
            site = self._site(WRITE, target, "")
            index = self._index(target.slice)
            target.value = at(self._hook(names.ITEM_TARGET, site, self.visit(target.value)), target)
            target.slice = index

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension
