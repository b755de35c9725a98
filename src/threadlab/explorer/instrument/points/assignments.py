"""Points of assignments: to names, attributes and items, plain, unpacked or in place."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable

from threadlab.explorer.engine.site import READ, WRITE
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.points.base import assign, at, is_plain, leaves, load, text_of
from threadlab.explorer.instrument.points.calls import Calls
from threadlab.explorer.objects import refused

# How a target is changed in place: what comes before, what reads it, and what writes a value to it.
InPlace = tuple[list[ast.stmt], ast.expr, Callable[[ast.expr], ast.stmt]]


class Assignments(Calls):
    """… of assignments …"""

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        summed = self._summed(node)
        if summed is not None:
            return summed
        unpacks = any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets)
        value = self._whole(node.value) if unpacks else self.visit(node.value)
        if len(node.targets) == 1:
            return self._assign(node, node.targets[0], value)
        only_names = all(isinstance(target, ast.Name) for target in node.targets)
        if self._scope.kind == "class" and only_names:  # a class body is one thread's own
            node.value = value
            return node
        name = self._temporary()
        done: list[ast.stmt] = [assign(name, value, node)]
        for target in node.targets:
            done += self._assign(node, target, load(name, node))
        return done

    def _summed(self, node: ast.Assign) -> list[ast.stmt] | None:
        """`n = n + 1`, which is as good as `n += 1`; None if `node` is something else."""
        value, target = node.value, node.targets[0]
        if (
            not isinstance(value, ast.BinOp)
            or not isinstance(value.op, (ast.Add, ast.Sub))
            or not isinstance(target, (ast.Name, ast.Attribute, ast.Subscript))
            or len(node.targets) > 1
            or self.values
            or self._scope.kind == "class"
        ):
            return None
        if isinstance(target, ast.Name) and self._is_own(target):
            return None
        if ast.unparse(target) != ast.unparse(value.left):
            return None
        site = self._site(WRITE, target, "", text_of(target))
        parts = [self._temporary(), self._temporary()]
        whole = self.visit(value)  # a binary operator, or the hook that stands for one
        operands = whole.args[-2:] if isinstance(whole, ast.Call) else [whole.left, whole.right]
        held = [
            at(ast.NamedExpr(ast.Name(name, ast.Store()), part), part)
            for name, part in zip(parts, operands, strict=True)
        ]
        if isinstance(whole, ast.Call):
            whole.args[-2:] = held
        else:
            whole.left, whole.right = held
        both = [load(name, node) for name in parts]
        return self._assign(node, target, at(self._hook(names.SUMMED, site, whole, *both), node))

    def _is_own(self, name: ast.Name) -> bool:
        return self.scopes.meaning(self._scope, name.id)[0] == "plain"

    def _assign(self, node: ast.stmt, target: ast.expr, value: ast.expr) -> list[ast.stmt]:
        """The statements that put `value` (already visited) into `target`."""
        if isinstance(target, ast.Name):
            target_value = self._stored(target.id, target, value)
            return [at(ast.Assign([target], target_value), node)]
        if isinstance(target, ast.Attribute):
            text = text_of(target)
            value = self._noted(value) if self.values else value
            site = self._site(WRITE, target, self._scope.mangled(target.attr), text)
            fields = target.attr == "__dict__"
            hook = names.NAMESPACE_WRITE if fields else names.ATTRIBUTE_WRITE
            owner = self.visit(target.value)
            if target.attr in refused.REFUSED:
                owner = self._refused(target.attr, owner)
            target.value = at(self._hook(hook, site, owner), target)
            return [at(ast.Assign([target], value), node)]
        if isinstance(target, ast.Subscript):
            site = self._site(WRITE, target, "")
            call = self._hook(
                names.ITEM_WRITE, site, value, self.visit(target.value), self._index(target.slice)
            )
            return [at(ast.Expr(at(call, target)), node)]
        new, after = self._target(target)
        return [at(ast.Assign([new], value), node), *after]

    def _noted(self, value: ast.expr) -> ast.expr:
        return at(self._hook(names.VALUE_COMING, value), value)

    def _target(self, target: ast.expr) -> tuple[ast.expr, list[ast.stmt]]:
        """A target whose shared parts are temporaries, and the statements that fill those in."""
        if (
            isinstance(target, ast.Name)
            and self.scopes.meaning(self._scope, target.id)[0] == "plain"
        ):
            return target, []
        parts = list(leaves(target))
        if all(
            isinstance(leaf, ast.Name) and self.scopes.meaning(self._scope, leaf.id)[0] == "plain"
            for leaf in parts
        ):
            return target, []
        held = {id(leaf): self._temporary() for leaf in parts}
        after: list[ast.stmt] = []
        for leaf in parts:
            holder = at(ast.Pass(), leaf)
            after += self._assign(holder, copy.deepcopy(leaf), load(held[id(leaf)], leaf))
        return _replaced(target, held), after

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST | list[ast.stmt]:
        target = node.target
        if isinstance(target, ast.Name):
            if self._is_own(target):
                return self._own_variable(node, target)
            before, read, write = self._variable_in_place(target)
        elif isinstance(target, ast.Attribute):
            before, read, write = self._attribute_in_place(node, target)
        else:
            before, read, write = self._item_in_place(node, target)
        result = self._temporary()
        done = [*before, assign(result, read, node)]
        value = node.value
        sums = isinstance(node.op, (ast.Add, ast.Sub)) and not self.values
        if is_plain(value) and not (sums and _is_whole(value)):
            step: ast.expr = self.visit(value)
        else:
            step = self._whole(value)
            touched = self._site(WRITE, target, "", text_of(target))
            name = self._temporary()
            done.append(assign(name, step, node))
            held = [load(result, target), load(name, node)]
            hook = names.SUM if sums else names.CHANGE_IN_PLACE
            touch = self._hook(hook, touched, *held)
            done.append(assign(name, at(touch, target), node))
            step = load(name, node)
        done.append(at(ast.AugAssign(ast.Name(result, ast.Store()), node.op, step), node))
        return [*done, at(write(load(result, node)), node)]

    def _own_variable(
        self, node: ast.AugAssign, target: ast.Name
    ) -> ast.AugAssign | list[ast.stmt]:
        """`row += more` for a variable that nobody else sees: what is in it may be changed."""
        if is_plain(node.value):
            node.value = self.visit(node.value)
            return node
        site = self._site(WRITE, target, "")
        value = self._whole(node.value)
        name = self._temporary()
        held = ast.Name(target.id, ast.Load())
        touch = self._hook(names.CHANGE_IN_PLACE, site, held, load(name, node))
        if self._scope.kind == "class":
            node.value = value
            return node
        node.value = load(name, node)
        return [assign(name, value, node), assign(name, at(touch, target), node), node]

    def _variable_in_place(self, target: ast.Name) -> InPlace:
        def write(value: ast.expr) -> ast.stmt:
            new = self._stored(target.id, target, value)
            return ast.Assign([ast.Name(target.id, ast.Store())], new)

        return [], self.visit_Name(at(ast.Name(target.id, ast.Load()), target)), write

    def _attribute_in_place(self, node: ast.stmt, target: ast.Attribute) -> InPlace:
        base = self._temporary()
        owner = self.visit(target.value)
        if target.attr in refused.REFUSED:
            owner = self._refused(target.attr, owner)
        key, text = self._scope.mangled(target.attr), text_of(target)
        site = self._site(READ, target, key, text)
        read: ast.expr
        if target.attr == "__dict__":
            read = self._hook(names.NAMESPACE, site, load(base, target))
        else:
            place = self._hook(names.ATTRIBUTE_READ, site, load(base, target))
            read = ast.Attribute(at(place, target), target.attr, ast.Load())

        def write(value: ast.expr) -> ast.stmt:
            site = self._site(WRITE, target, key, text_of(target))
            place = at(self._hook(names.ATTRIBUTE_WRITE, site, load(base, target)), target)
            written = ast.Attribute(place, target.attr, ast.Store())
            return ast.Assign([at(written, target)], self._noted(value) if self.values else value)

        return [assign(base, owner, node)], self._read(target, site, at(read, target)), write

    def _item_in_place(self, node: ast.stmt, target: ast.Subscript) -> InPlace:
        base, index = self._temporary(), self._temporary()
        text = text_of(target)  # as it was written: a visit changes it in place
        before = [
            assign(base, self.visit(target.value), node),
            assign(index, self._index(target.slice), node),
        ]
        site = self._site(READ, target, "", text)
        place = load(base, target), load(index, target)

        def write(value: ast.expr) -> ast.stmt:
            site = self._site(WRITE, target, "", text)
            place = load(base, target), load(index, target)
            return ast.Expr(at(self._hook(names.ITEM_WRITE, site, value, *place), target))

        return before, at(self._hook(names.ITEM_READ, site, *place), target), write

    def visit_AnnAssign(self, node: ast.AnnAssign) -> ast.AST | list[ast.stmt]:
        if self._scope.kind != "function" and not self.lazy:
            node.annotation = self.visit(node.annotation)
        if node.value is None:
            if isinstance(node.target, (ast.Attribute, ast.Subscript)):
                node.target.value = self.visit(node.target.value)
            if isinstance(node.target, ast.Subscript):
                node.target.slice = self.visit(node.target.slice)
            return node
        if isinstance(node.target, ast.Name):
            node.value = self._stored(node.target.id, node.target, self.visit(node.value))
            return node
        return self._assign(node, node.target, self.visit(node.value))

    def visit_Delete(self, node: ast.Delete) -> list[ast.stmt]:
        done: list[ast.stmt] = []
        for target in [leaf for whole in node.targets for leaf in leaves(whole)]:
            if isinstance(target, ast.Subscript):
                site = self._site(WRITE, target, "")
                hook = self._hook(
                    names.ITEM_DELETE, site, self.visit(target.value), self._index(target.slice)
                )
                done.append(at(ast.Expr(at(hook, target)), node))
                continue
            if isinstance(target, ast.Attribute):
                target = self.visit_Attribute(target)
            elif isinstance(target, ast.Name):
                value = self._stored(target.id, target, ast.Constant(None))
                if not isinstance(value, ast.Constant):
                    done.append(at(ast.Expr(value), node))
            done.append(at(ast.Delete([target]), node))
        return done


def _is_whole(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and type(node.value) is int


def _replaced(target: ast.expr, held: dict[int, str]) -> ast.expr:
    if id(target) in held:
        return at(ast.Name(held[id(target)], ast.Store()), target)
    if isinstance(target, (ast.Tuple, ast.List)):
        target.elts = [_replaced(part, held) for part in target.elts]
    elif isinstance(target, ast.Starred):
        target.value = _replaced(target.value, held)
    return target
