"""Points of assignments: to names, attributes and items, plain, unpacked or in place."""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable

from threadlab.explorer.engine.site import READ, WRITE
from threadlab.explorer.instrument import names
from threadlab.explorer.instrument.known import LOOKED_AT_UNSEEN
from threadlab.explorer.instrument.points.base import (
    IN_PLACE,
    assign,
    at,
    is_number,
    is_plain,
    leaves,
    load,
    text_of,
)
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
        value = self._whole(node.value, names.UNPACKED) if unpacks else self.visit(node.value)
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
        first, left = len(self.sites), value.left
        whole = self.visit(value)  # a binary operator, or the hook that stands for one
        parts = whole.args[-2:] if isinstance(whole, ast.Call) else [whole.left, whole.right]
        held = [self._temporary(), self._temporary()]
        both = [load(name, node) for name in held]
        if isinstance(whole, ast.Call):
            whole.args[-2:] = both
        else:
            whole.left, whole.right = both
        done: list[ast.stmt] = []
        if isinstance(target, ast.Subscript) and isinstance(parts[0], ast.Call):
            owner = self._temporary()
            done.append(assign(owner, parts[0].args[1], node))
            parts[0].args[1] = load(owner, node)
        done += [assign(name, part, node) for name, part in zip(held, parts, strict=True)]
        read = parts[0]
        note = self._sum(target, self._made(READ, left, first), read, held[0], both[1])
        first = len(self.sites)
        written = self._assign(node, target, whole)
        return [*done, *self._noted_sum(note, self._made(WRITE, target, first)), *written]

    def _sum(
        self, target: ast.expr, site: int | None, read: ast.expr, value: str, more: ast.expr
    ) -> ast.Call | None:
        """What notes a sum: of what was read at `site` and is held in `value`, and of `more`.

        None if there is no such site. `_noted_sum` puts in where the sum is written.
        """
        if site is None:
            return None
        owner: ast.expr = ast.Constant(None)
        if isinstance(target, ast.Subscript) and isinstance(read, ast.Call):
            owner = copy.deepcopy(read.args[1])
        places = ast.Constant(site), ast.Constant(-1)
        hook = self._hook(names.SUM, *places, owner, load(value, target), copy.deepcopy(more))
        return at(hook, target)

    def _noted_sum(self, hook: ast.Call | None, site: int | None) -> list[ast.stmt]:
        if hook is None or site is None:
            return []
        hook.args[1] = ast.Constant(site)
        return [at(ast.Expr(hook), hook)]

    def _made(self, operation: str, node: ast.expr, first: int) -> int | None:
        """The last site of `operation` on `node`, of those from `first` on."""
        place = node.lineno, node.col_offset, node.end_lineno, node.end_col_offset
        for site in reversed(self.sites[first:]):
            at_place = site.line, site.column, site.end_line, site.end_column
            if site.operation == operation and at_place == place:
                return site.index
        return None

    def _is_own(self, name: ast.Name) -> bool:
        return self.scopes.meaning(self._scope, name.id)[0] == "plain"

    def _assign(self, node: ast.stmt, target: ast.expr, value: ast.expr) -> list[ast.stmt]:
        """The statements that put `value` (already visited) into `target`."""
        if isinstance(target, ast.Name):
            target_value = self._stored(target.id, target, value)
            return [at(ast.Assign([target], target_value), node)]
        if isinstance(target, ast.Attribute):
            text = text_of(target)
            made_here = isinstance(value, (ast.Dict, ast.DictComp))  # nobody else has it
            value = self._noted(value) if self.values else value
            site = self._site(WRITE, target, self._scope.mangled(target.attr), text)
            fields = target.attr in LOOKED_AT_UNSEEN
            hook = names.NAMESPACE_WRITE if fields else names.ATTRIBUTE_WRITE
            owner = self.visit(target.value)
            if target.attr in refused.REFUSED:
                owner = self._refused(target.attr, owner)
            hooked = self._hook(hook, site, owner)
            target.value = at(hooked, target)
            if target.attr != "__dict__" or made_here:
                return [at(ast.Assign([target], value), node)]
            held = self._temporary()  # objects that have one namespace share their attributes
            hooked.args.append(load(held, target))
            return [assign(held, value, node), at(ast.Assign([target], load(held, node)), node)]
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
        target, first, text = node.target, len(self.sites), text_of(node.target)
        if isinstance(target, ast.Name):
            if self._is_own(target):
                return self._own_variable(node, target)
            before, read, write = self._variable_in_place(target)
        elif isinstance(target, ast.Attribute):
            before, read, write = self._attribute_in_place(node, target)
        else:
            before, read, write = self._item_in_place(node, target)
        place = self._made(READ, target, first)
        result = self._temporary()
        done = [*before, assign(result, read, node)]
        value = node.value
        changed: ast.stmt
        if not _may_change(node):
            more = self.visit(value)
            changed = at(ast.AugAssign(ast.Name(result, ast.Store()), node.op, more), node)
        else:
            name = self._temporary()
            done.append(assign(name, self._whole(value), node))
            more = load(name, node)
            held = load(result, target), load(name, node)
            change = self._changed_in_place(node, text, *held)
            changed = assign(result, change, node)
        note = None
        whole = isinstance(value, ast.Constant) and type(value.value) is int
        if isinstance(node.op, (ast.Add, ast.Sub)) and (whole or not is_plain(value)):
            note = None if self.values else self._sum(target, place, read, result, more)
        first = len(self.sites)
        written = at(write(load(result, node)), node)
        return [*done, *self._noted_sum(note, self._made(WRITE, target, first)), changed, written]

    def _own_variable(self, node: ast.AugAssign, target: ast.Name) -> ast.stmt | list[ast.stmt]:
        """`row += more` for a variable that nobody else sees: what is in it may be changed."""
        if not _may_change(node):
            node.value = self.visit(node.value)
            return node
        value = self._whole(node.value)
        if self._scope.kind == "class":
            node.value = value
            return node
        name = self._temporary()
        held = load(target.id, target), load(name, node)
        changed = self._changed_in_place(node, target.id, *held)
        return [assign(name, value, node), assign(target.id, changed, node)]

    def _changed_in_place(
        self, node: ast.AugAssign, text: str, held: ast.expr, more: ast.expr
    ) -> ast.expr:
        site = self._site(WRITE, node.target, "", text)
        sign = ast.Constant(IN_PLACE[type(node.op)])
        return at(self._hook(names.CHANGE_IN_PLACE, site, sign, held, more), node.target)

    def _variable_in_place(self, target: ast.Name) -> InPlace:
        def write(value: ast.expr) -> ast.stmt:
            new = self._stored(target.id, target, value)
            return ast.Assign([ast.Name(target.id, ast.Store())], new)

        return [], self.visit_Name(at(ast.Name(target.id, ast.Load()), target)), write

    def _attribute_in_place(self, node: ast.stmt, target: ast.Attribute) -> InPlace:
        base = self._temporary()
        key, text = self._scope.mangled(target.attr), text_of(target)
        owner = self.visit(target.value)
        if target.attr in refused.REFUSED:
            owner = self._refused(target.attr, owner)
        site = self._site(READ, target, key, text)
        read: ast.expr
        if target.attr == "__dict__":
            read = self._hook(names.NAMESPACE, site, load(base, target))
        else:
            place = self._hook(names.ATTRIBUTE_READ, site, load(base, target))
            read = ast.Attribute(at(place, target), target.attr, ast.Load())

        def write(value: ast.expr) -> ast.stmt:
            site = self._site(WRITE, target, key, text)
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
        if self._scope.kind != "function":
            node.annotation = self._annotation(node, node.annotation)
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

    def _annotation(self, node: ast.AST, annotation: ast.expr) -> ast.expr:
        """The `annotation` that belongs to `node`, with its points if it is ever evaluated."""
        if self.lazy:
            return annotation
        outer, self._scope = self._scope, self.scopes.of.get(node, self._scope)
        # No walrus can stand here, which a comparison in a check would bring along.
        exact, self.exact = self.exact, False
        annotation = self.visit(annotation)
        self._scope, self.exact = outer, exact
        return annotation

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


def _may_change(node: ast.AugAssign) -> bool:
    """Whether what the target holds may be changed itself: by a number only where it multiplies.

    `row += "ab"` makes a list longer, and so does `row *= 2`.
    """
    return isinstance(node.op, ast.Mult) or not is_number(node.value)


def _replaced(target: ast.expr, held: dict[int, str]) -> ast.expr:
    if id(target) in held:
        return at(ast.Name(held[id(target)], ast.Store()), target)
    if isinstance(target, (ast.Tuple, ast.List)):
        target.elts = [_replaced(part, held) for part in target.elts]
    elif isinstance(target, ast.Starred):
        target.value = _replaced(target.value, held)
    return target
