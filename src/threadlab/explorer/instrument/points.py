"""Scheduling points: the program's source, rewritten so that it asks before each shared access.

Each place where a program may touch what other threads can see becomes a call of a hook, put there
so that nothing of the program can happen between the hook's return and the access itself:

    tickets -= 1         @1 = @g(3) or tickets;  @1 -= 1;  tickets = @w(4, @1)
    sold.append(name)    @call(5, sold.append, name)
    self.balance         @o(6, self).balance
    rows[i] = x          @si(7, x, rows, i)

The hooks (hooks.py) find out at run time whether something shared is touched at all. Their names
begin with an @, which no name of a program can; so do those of the temporary variables.
"""

from __future__ import annotations

import array
import ast
import builtins
import copy
import io
import re
import sys
import types
from collections import Counter, OrderedDict, UserDict, UserList, defaultdict, deque
from collections.abc import Iterator, Sequence
from typing import TypeVar

from threadlab.explorer.engine.site import CALL, READ, WRITE, Site
from threadlab.explorer.instrument import matching
from threadlab.explorer.instrument.scopes import Scope, Scopes, arguments_of
from threadlab.explorer.objects import refused

# What a site does.

# Builtins that look at no container, and those whose hook finds out by itself.
_HARMLESS = frozenset(
    [
        "range",
        "isinstance",
        "issubclass",
        "id",
        "callable",
        "abs",
        "chr",
        "ord",
        "bin",
        "hex",
        "oct",
        "round",
        "divmod",
        "pow",
        "float",
        "complex",
        "super",
        "object",
        "property",
        "staticmethod",
        "classmethod",
        "slice",
        "type",
        "globals",
        "locals",
        "print",
        "input",
        "open",
        "exec",
        "eval",
        "compile",
        "__import__",
        "elapsed",
        "BaseException",
        "Exception",
        "ValueError",
        "TypeError",
        "KeyError",
        "IndexError",
        "RuntimeError",
        "AssertionError",
        "StopIteration",
        "NotImplementedError",
        "OSError",
        "TimeoutError",
        "ArithmeticError",
        "ZeroDivisionError",
        "LookupError",
        "AttributeError",
        "KeyboardInterrupt",
        "SystemExit",
        "memoryview",
    ]
)
# Methods of builtin and library objects: a call of one may touch its object in one step.
_METHODS = frozenset(
    name
    for kind in (
        list, dict, set, bytearray, deque, OrderedDict, Counter, defaultdict, io.StringIO,
        io.BytesIO, array.array, memoryview, UserDict, UserList, re.Pattern, type(_ for _ in ()),
    )
    for name in dir(kind)
)  # fmt: skip
# Attributes by these names are looked at even where the program has some of the same name: they
# can be functions of the kinds above, modules, or parts of the library's objects.
_ALWAYS = _METHODS | frozenset(
    [
        *sys.stdlib_module_names,
        *(f"_{name}" for name in sys.stdlib_module_names),
        *("__self__", "_module", "_fiber", "_world", "_library", "owner", "greenlet"),
    ]
) - {"__class__", "__doc__"}

# Methods of threads and locks that no other object has: they see to their points themselves.
_OPERATIONS = frozenset(
    ["start", "acquire", "release", "is_alive", "notify", "notify_all", "is_set"]
)
_MAKERS = ("__init__", "__new__", "__init_subclass__")
_MODULES = frozenset(
    ["threading", "time", "math", "random", "queue", "itertools", "functools", "collections"]
)
_MODELLED = frozenset(
    ["Thread", "Lock", "RLock", "Event", "Condition", "Semaphore", "BoundedSemaphore", "Barrier"]
)

_OPERATORS = {
    ast.Eq: "eq", ast.NotEq: "ne", ast.Lt: "lt", ast.LtE: "le", ast.Gt: "gt", ast.GtE: "ge",
    ast.Add: "add", ast.Sub: "sub", ast.Mult: "mul", ast.Mod: "mod", ast.BitOr: "or_",
    ast.BitAnd: "and_", ast.BitXor: "xor",
}  # fmt: skip


class Points(ast.NodeTransformer):
    """Rewrites one module. `sites` collects the places, numbered on from those already in it.

    With `values` the hooks are also told every value that is read: slower, for telling a story.
    """

    def __init__(
        self,
        scopes: Scopes,
        sites: list[Site],
        module: str,
        attributes: set[str],
        taken_names: set[str],
        *,
        values: bool = False,
    ):
        self.scopes = scopes
        self.sites = sites
        self.module = module
        self.file = ""
        self.exact = False  # whether comparisons are those of a check cell
        self.lazy = False  # whether annotations are never evaluated
        self.values = values
        self._scope = scopes.module
        self._class = ""
        # Functions that others can call: they may look at what is returned (`filter(f, rows)`).
        self._taken_names = taken_names
        self._handed = False
        self._temporaries = 0
        self._attributes = attributes
        self._methods = {
            name for scope in scopes.of.values() if scope.kind == "class" for name in scope.defined
        }

    # --- building blocks

    def _site(
        self, operation: str, node: ast.AST, key: str, name: str | None = None
    ) -> ast.Constant:
        index = len(self.sites)
        text = name if name is not None else _text(node)
        place = (
            getattr(node, "lineno", 0),
            getattr(node, "col_offset", 0),
            getattr(node, "end_lineno", 0),
            getattr(node, "end_col_offset", 0),
        )
        self.sites.append(Site(index, operation, text, key, self.module, self.file, *place))
        return ast.Constant(index)

    def _hook(self, name: str, *arguments: ast.expr) -> ast.Call:
        return ast.Call(ast.Name("@" + name, ast.Load()), list(arguments), [])

    def _read(self, node: ast.expr, site: ast.Constant, value: ast.expr) -> ast.expr:
        """`value`, whose hook has been called with `site`; told too if values are wanted."""
        if self.values:
            value = self._hook("v", site, value)
        return _at(value, node)

    def _temporary(self) -> str:
        self._temporaries += 1
        return f"@{self._temporaries}"

    def _token(self, owner: Scope) -> ast.expr:
        return ast.Name(f"@scope{owner.number}", ast.Load())

    def _mangled(self, name: str) -> str:
        if self._class and name.startswith("__") and not name.endswith("__"):
            return f"_{self._class.lstrip('_')}{name}"
        return name

    # --- names

    def visit_Name(self, node: ast.Name) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node
        kind, owner = self.scopes.meaning(self._scope, node.id)
        if node.id in refused.REFUSED:
            return self._refused(node.id, ast.Constant(None))
        if kind == "plain":
            builtin = self.scopes.is_builtin(self._scope, node.id)
            known = getattr(builtins, node.id, None) if builtin else None
            if isinstance(known, types.BuiltinFunctionType):
                return self._taken(node, node.id)
            return node
        site = self._site(READ, node, node.id)
        if kind == "global":
            point = self._hook("g", site)
        else:
            point = self._hook("c", site, self._token(owner))
        value = ast.BoolOp(ast.Or(), [point, ast.Name(node.id, ast.Load())])
        return self._read(node, site, value)

    def _stored(self, name: str, node: ast.AST, value: ast.expr) -> ast.expr:
        """`value`, wrapped in a write point if `name` is one that others can see."""
        kind, owner = self.scopes.meaning(self._scope, name)
        if kind == "plain":
            return value
        site = self._site(WRITE, node, name, name)
        if kind == "global":
            return _at(self._hook("w", site, value), node)
        return _at(self._hook("cw", site, self._token(owner), value), node)

    def visit_NamedExpr(self, node: ast.NamedExpr) -> ast.expr:
        node.value = self.visit(node.value)
        node.value = self._stored(node.target.id, node.target, node.value)
        return node

    # --- attributes and items

    def visit_Attribute(self, node: ast.Attribute) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return self._attribute(node)
        known = node.attr in self.scopes.attributes or node.attr in self._methods
        known = known or node.attr in ("__class__", "__doc__", "__dict__", "__name__")
        text = _text(node)
        value = self._attribute(node)
        return value if known and node.attr not in _ALWAYS else self._taken(value, text)

    def _taken(self, value: ast.expr, text: str) -> ast.expr:
        """`value`, which may be a function that is not the program's (taken.py)."""
        site = self._site(CALL, value, text, text)
        return _at(self._hook("fn", site, value), value)

    def _refused(self, name: str, value: ast.expr) -> ast.expr:
        return _at(self._hook("no", ast.Constant(name), value), value)

    def _attribute(self, node: ast.Attribute) -> ast.expr:
        operation = READ if isinstance(node.ctx, ast.Load) else WRITE
        text = _text(node)
        inner = self.visit(node.value)
        if node.attr in refused.REFUSED:
            inner = self._refused(node.attr, inner)
        watched = operation == WRITE or node.attr in self._attributes
        if not watched or self._is_module(node.value):
            node.value = inner
            return node
        key = self._mangled(node.attr)
        site = self._site(operation, node, key, text)
        if key == "__dict__" and operation == READ:
            return _at(self._hook("vars", site, inner), node)
        if key == "__dict__":
            node.value = _at(self._hook("fields", site, inner), node)
            return node
        node.value = _at(self._hook("o" if operation == READ else "ow", site, inner), node)
        if operation == READ:
            return self._read(node, site, node)
        return node

    def _is_module(self, node: ast.expr) -> bool:
        """Whether `node` is surely one of the library's modules: nobody writes to those."""
        if not isinstance(node, ast.Name):
            return False
        plain = self.scopes.meaning(self._scope, node.id)[0] == "plain"
        return plain and self.scopes.imported(self._scope, node.id) in _MODULES

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        if not isinstance(node.ctx, ast.Load):
            return node  # statements see to it
        if isinstance(node.value, ast.Name) and self.scopes.is_builtin(self._scope, node.value.id):
            return self.generic_visit(node)  # type: ignore[return-value]  # list[int]
        site = self._site(READ, node, "")
        hook = self._hook("gi", site, self.visit(node.value), self._index(node.slice))
        return _at(hook, node)

    def _index(self, node: ast.expr) -> ast.expr:
        """An index as a value of its own: `1:n` becomes a slice object."""
        if isinstance(node, ast.Slice):
            ends = [
                self.visit(end) if end is not None else ast.Constant(None)
                for end in (node.lower, node.upper, node.step)
            ]
            return _at(self._hook("slice", *ends), node)
        if isinstance(node, ast.Tuple):
            node.elts = [self._index(part) for part in node.elts]
            return node
        return self.visit(node)  # type: ignore[no-any-return]

    # --- calls

    def visit_Call(self, node: ast.Call) -> ast.expr:
        text = _text(node.func)
        direct = self._is_direct(node.func, bool(node.args or node.keywords))
        site = None if direct else self._site(CALL, node, text, text)
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
            known = name in ("locals", "vars") and self.scopes.is_builtin(self._scope, name)
            return self._all_cells(node) if known and not node.args else node
        call = ast.Call(ast.Name("@call", ast.Load()), [site, node.func, *node.args], node.keywords)
        return _at(call, node)

    def _all_cells(self, node: ast.Call) -> ast.expr:
        """`locals()`, which reads all variables that the function shares."""
        names = sorted({*self._scope.loads, *self._scope.stores})
        points: list[ast.expr] = []
        for name in names:
            kind, owner = self.scopes.meaning(self._scope, name)
            if kind == "cell":
                points.append(self._hook("c", self._site(READ, node, name), self._token(owner)))
        return _at(ast.BoolOp(ast.Or(), [*points, node]), node) if points else node

    def _is_function(self, name: str) -> bool:
        """Whether `name` can only be a builtin that is called here, and not one that is refused."""
        return name not in refused.REFUSED and self.scopes.is_builtin(self._scope, name)

    def _star(self, argument: ast.expr) -> ast.expr:
        if isinstance(argument, ast.Starred):
            argument.value = self._whole(argument.value)
            return argument
        return self.visit(argument)  # type: ignore[no-any-return]

    def _is_direct(self, function: ast.expr, given: bool) -> bool:
        """Whether a call needs no point of its own: its callee is known to be the program's."""
        if isinstance(function, ast.Name):
            if self.scopes.is_builtin(self._scope, function.id):
                return function.id in _HARMLESS or (function.id in refused.FRAMES and not given)
            if self._is_modelled(function.id):
                return True
            target = self.scopes.definition(self._scope, function.id)
            if isinstance(target, ast.FunctionDef):
                return not target.decorator_list
            return isinstance(target, ast.ClassDef) and not target.bases
        if isinstance(function, ast.Attribute):
            inside = isinstance(function.value, ast.Call) and _text(function.value.func) == "super"
            if inside and function.attr in _MAKERS:
                return not given  # list.__init__ looks into what it is given
            inside = inside and function.attr not in _METHODS
            known = function.attr in self._methods and function.attr not in _METHODS
            made = function.attr in _MODELLED and self._is_module(function.value)
            return inside or known or made or function.attr in _OPERATIONS
        return False

    def _is_modelled(self, name: str) -> bool:
        """Whether `name` is a class of the library's, imported by that name."""
        plain = self.scopes.meaning(self._scope, name)[0] == "plain"
        module, _, of_module = self.scopes.imported(self._scope, name).rpartition(".")
        return plain and module in _MODULES and of_module in _MODELLED

    # --- whole containers

    def _whole(self, node: ast.expr) -> ast.expr:
        """`node` visited, with a point where its content is looked at as a whole."""
        if not isinstance(node, (ast.Name, ast.Attribute, ast.Subscript, ast.Call, ast.NamedExpr)):
            return self.visit(node)  # type: ignore[no-any-return]
        text = _text(node)  # as it was written
        inner = self.visit(node)
        return _at(self._hook("rd", self._site(READ, node, "", text), inner), node)

    def _deep(self, node: ast.expr) -> ast.expr:
        """As `_whole`, for what is looked at down to its items, as a text is made of it."""
        if isinstance(node, (ast.Constant, ast.JoinedStr, ast.Compare)):
            return self.visit(node)  # type: ignore[no-any-return]
        site = self._site(READ, node, "")
        return _at(self._hook("deep", site, self.visit(node)), node)

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
            site = self._site(READ, node, "", _text(right))
            name = "among" if self.exact else "in"
            found = _at(self._hook(name, site, self.visit(left), self.visit(right)), node)
            if isinstance(operator, ast.In):
                return found
            return _at(ast.UnaryOp(ast.Not(), found), node)
        if isinstance(operator, (ast.Is, ast.IsNot)):
            return self.generic_visit(node)  # type: ignore[return-value]
        if not self.exact and (_is_plain(left) or _is_plain(right)):
            return self.generic_visit(node)  # type: ignore[return-value]
        return self._operator(node, self._sign(operator), left, right)

    def _sign(self, operator: ast.AST) -> str:
        name = _OPERATORS[type(operator)]
        return f"exact {name}" if self.exact else name

    def _chain(self, node: ast.Compare) -> ast.expr:
        parts: list[ast.expr] = []
        left = node.left
        for operator, right in zip(node.ops, node.comparators, strict=True):
            last = right is node.comparators[-1]
            name = self._temporary()
            held = right if last else _at(ast.NamedExpr(ast.Name(name, ast.Store()), right), right)
            parts.append(_at(ast.Compare(left, [operator], [held]), node))
            left = _load(name, right)
        return _at(ast.BoolOp(ast.And(), [self.visit(part) for part in parts]), node)

    def visit_BinOp(self, node: ast.BinOp) -> ast.expr:
        name = _OPERATORS.get(type(node.op))
        number = any(
            isinstance(part, ast.Constant) and isinstance(part.value, (int, float))
            for part in (node.left, node.right)
        )
        if name is None or (number and name != "mul"):
            return self.generic_visit(node)  # type: ignore[return-value]
        return self._operator(node, name, node.left, node.right)

    def _operator(self, node: ast.expr, name: str, left: ast.expr, right: ast.expr) -> ast.expr:
        site = self._site(READ, node, "")
        hook = self._hook("op", site, ast.Constant(name), self.visit(left), self.visit(right))
        return _at(hook, node)

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
        return node

    def visit_Starred(self, node: ast.Starred) -> ast.expr:
        if isinstance(node.ctx, ast.Load):
            node.value = self._whole(node.value)
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
        return node

    def visit_Return(self, node: ast.Return) -> ast.AST:
        if node.value is not None:
            node.value = self._deep(node.value) if self._handed else self.visit(node.value)
        return node

    def visit_YieldFrom(self, node: ast.YieldFrom) -> ast.expr:
        node.value = self._iterated(node.value, "yf")
        return node

    # --- loops and comprehensions

    def _iterated(self, node: ast.expr, hook: str = "it") -> ast.expr:
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
        site = self._site(READ, node, "")
        return _at(self._hook(hook, site, inner), node)

    def _comprehension(self, node: ast.expr) -> ast.expr:
        generators: list[ast.comprehension] = node.generators  # type: ignore[attr-defined]
        generators[0].iter = self._iterated(generators[0].iter)
        outer, self._scope = self._scope, self.scopes.of[node]
        for number, generator in enumerate(generators):
            if number:
                generator.iter = self._iterated(generator.iter)
            for leaf in _leaves(generator.target):
                self._inner_target(leaf)
            generator.ifs = [self._whole(test) for test in generator.ifs]
        if isinstance(node, ast.DictComp):
            node.key, node.value = self.visit(node.key), self.visit(node.value)
        elif isinstance(node, ast.GeneratorExp):
            node.elt = self._deep(node.elt)  # whoever gets it may look at it: any(row for row …)
        else:
            node.elt = self.visit(node.elt)  # type: ignore[attr-defined]
        self._scope = outer
        return node

    def _inner_target(self, target: ast.expr) -> None:
        """Points for a target within an expression, where no statement can stand."""
        if isinstance(target, ast.Attribute):
            self._attribute(target)
        elif isinstance(target, ast.Subscript):
            site = self._site(WRITE, target, "")
            index = self._index(target.slice)
            target.value = _at(self._hook("st", site, self.visit(target.value)), target)
            target.slice = index

    visit_ListComp = visit_SetComp = visit_DictComp = visit_GeneratorExp = _comprehension

    def visit_While(self, node: ast.While) -> ast.AST:
        node.test = self._whole(node.test)
        node.body = [self._turn(node, "t"), *self._block(node.body)]
        node.orelse = self._block(node.orelse)
        return node

    def visit_For(self, node: ast.For) -> ast.AST:
        node.iter = self._iterated(node.iter)
        node.target, after = self._target(node.target)
        node.body = [self._turn(node, "f"), *after, *self._block(node.body)]
        node.orelse = self._block(node.orelse)
        return node

    def _turn(self, node: ast.stmt, name: str) -> ast.stmt:
        return _at(ast.Expr(self._hook(name)), node)

    # --- statements

    def _block(self, statements: Sequence[ast.stmt]) -> list[ast.stmt]:
        done: list[ast.stmt] = []
        for statement in statements:
            result = self.visit(statement)
            done += result if isinstance(result, list) else [result]
        return done

    def visit_If(self, node: ast.If) -> ast.AST:
        node.test = self._whole(node.test)
        node.body, node.orelse = self._block(node.body), self._block(node.orelse)
        return node

    def visit_Assert(self, node: ast.Assert) -> ast.AST:
        test = node.test
        simple = isinstance(test, ast.Compare) and len(test.ops) == 1
        if self.values and simple and type(test.ops[0]) in _OPERATORS:  # type: ignore[attr-defined]
            assert isinstance(test, ast.Compare)
            name = self._sign(test.ops[0])
            plain = _is_plain(test.left) or _is_plain(test.comparators[0])
            plain = plain and not self.exact
            site = ast.Constant(None) if plain else self._site(READ, test, "")
            left, right = self.visit(test.left), self.visit(test.comparators[0])
            node.test = _at(self._hook("assert", site, ast.Constant(name), left, right), test)
        else:
            node.test = self._whole(test)
            if self.values:
                node.test = _at(self._hook("other", node.test), test)
        if node.msg is not None:
            node.msg = self.visit(node.msg)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        unpacks = any(isinstance(target, (ast.Tuple, ast.List)) for target in node.targets)
        value = self._whole(node.value) if unpacks else self.visit(node.value)
        if len(node.targets) == 1:
            return self._assign(node, node.targets[0], value)
        names = all(isinstance(target, ast.Name) for target in node.targets)
        if self._scope.kind == "class" and names:  # a class body is one thread's own
            node.value = value
            return node
        name = self._temporary()
        done: list[ast.stmt] = [_assign(name, value, node)]
        for target in node.targets:
            done += self._assign(node, target, _load(name, node))
        return done

    def _assign(self, node: ast.stmt, target: ast.expr, value: ast.expr) -> list[ast.stmt]:
        """The statements that put `value` (already visited) into `target`."""
        if isinstance(target, ast.Name):
            target_value = self._stored(target.id, target, value)
            return [_at(ast.Assign([target], target_value), node)]
        if isinstance(target, ast.Attribute):
            text = _text(target)
            value = self._noted(value) if self.values else value
            site = self._site(WRITE, target, self._mangled(target.attr), text)
            name = "fields" if target.attr == "__dict__" else "ow"
            owner = self.visit(target.value)
            if target.attr in refused.REFUSED:
                owner = self._refused(target.attr, owner)
            target.value = _at(self._hook(name, site, owner), target)
            return [_at(ast.Assign([target], value), node)]
        if isinstance(target, ast.Subscript):
            site = self._site(WRITE, target, "")
            hook = self._hook(
                "si", site, value, self.visit(target.value), self._index(target.slice)
            )
            return [_at(ast.Expr(_at(hook, target)), node)]
        new, after = self._target(target)
        return [_at(ast.Assign([new], value), node), *after]

    def _noted(self, value: ast.expr) -> ast.expr:
        return _at(self._hook("n", value), value)

    def _target(self, target: ast.expr) -> tuple[ast.expr, list[ast.stmt]]:
        """A target whose shared parts are temporaries, and the statements that fill those in."""
        if (
            isinstance(target, ast.Name)
            and self.scopes.meaning(self._scope, target.id)[0] == "plain"
        ):
            return target, []
        leaves = list(_leaves(target))
        if all(
            isinstance(leaf, ast.Name) and self.scopes.meaning(self._scope, leaf.id)[0] == "plain"
            for leaf in leaves
        ):
            return target, []
        names = {id(leaf): self._temporary() for leaf in leaves}
        after: list[ast.stmt] = []
        for leaf in leaves:
            holder = _at(ast.Pass(), leaf)
            after += self._assign(holder, copy.deepcopy(leaf), _load(names[id(leaf)], leaf))
        return _replaced(target, names), after

    def visit_AugAssign(self, node: ast.AugAssign) -> ast.AST | list[ast.stmt]:
        target, done = node.target, list[ast.stmt]()
        if isinstance(target, ast.Name):
            kind, _ = self.scopes.meaning(self._scope, target.id)
            if kind == "plain":
                if not _is_plain(node.value):
                    # `row += more` changes a list in place.
                    site = self._site(WRITE, target, "")
                    value = self._whole(node.value)
                    name = self._temporary()
                    held = ast.Name(target.id, ast.Load())
                    touch = self._hook("wr", site, held, _load(name, node))
                    if self._scope.kind != "class":
                        done.append(_assign(name, value, node))
                        done.append(_assign(name, _at(touch, target), node))
                        node.value = _load(name, node)
                        return [*done, node]
                    node.value = value
                    return node
                node.value = self.visit(node.value)
                return node
        result = self._temporary()
        load: ast.expr
        if isinstance(target, ast.Name):
            load = self.visit_Name(_at(ast.Name(target.id, ast.Load()), target))
        elif isinstance(target, ast.Attribute):
            base = self._temporary()
            owner = self.visit(target.value)
            if target.attr in refused.REFUSED:
                owner = self._refused(target.attr, owner)
            done.append(_assign(base, owner, node))
            key, text = self._mangled(target.attr), _text(target)
            site = self._site(READ, target, key, text)
            if target.attr == "__dict__":
                load = self._hook("vars", site, _load(base, target))
            else:
                place = self._hook("o", site, _load(base, target))
                load = ast.Attribute(_at(place, target), target.attr, ast.Load())
            load = self._read(target, site, _at(load, target))
        else:
            assert isinstance(target, ast.Subscript)
            base, index = self._temporary(), self._temporary()
            text = _text(target)  # as it was written: a visit changes it in place
            done.append(_assign(base, self.visit(target.value), node))
            done.append(_assign(index, self._index(target.slice), node))
            site = self._site(READ, target, "", text)
            load = _at(self._hook("gi", site, _load(base, target), _load(index, target)), target)
        done.append(_assign(result, load, node))
        value = node.value
        if _is_plain(value):
            step: ast.expr = self.visit(value)
        else:
            step = self._whole(value)
            touched = self._site(WRITE, target, "", _text(target))
            name = self._temporary()
            done.append(_assign(name, step, node))
            touch = self._hook("wr", touched, _load(result, target), _load(name, node))
            done.append(_assign(name, _at(touch, target), node))
            step = _load(name, node)
        done.append(_at(ast.AugAssign(ast.Name(result, ast.Store()), node.op, step), node))
        stored = _load(result, node)
        if isinstance(target, ast.Name):
            new = self._stored(target.id, target, stored)
            done.append(_at(ast.Assign([ast.Name(target.id, ast.Store())], new), node))
        elif isinstance(target, ast.Attribute):
            site = self._site(WRITE, target, self._mangled(target.attr), _text(target))
            place = _at(self._hook("ow", site, _load(base, target)), target)
            written = ast.Attribute(place, target.attr, ast.Store())
            final = self._noted(stored) if self.values else stored
            done.append(_at(ast.Assign([_at(written, target)], final), node))
        else:
            site = self._site(WRITE, target, "", text)
            hook = self._hook("si", site, stored, _load(base, target), _load(index, target))
            done.append(_at(ast.Expr(_at(hook, target)), node))
        return done

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
        for target in [leaf for whole in node.targets for leaf in _leaves(whole)]:
            if isinstance(target, ast.Subscript):
                site = self._site(WRITE, target, "")
                hook = self._hook("di", site, self.visit(target.value), self._index(target.slice))
                done.append(_at(ast.Expr(_at(hook, target)), node))
                continue
            if isinstance(target, ast.Attribute):
                target = self.visit_Attribute(target)
            elif isinstance(target, ast.Name):
                value = self._stored(target.id, target, ast.Constant(None))
                if not isinstance(value, ast.Constant):
                    done.append(_at(ast.Expr(value), node))
            done.append(_at(ast.Delete([target]), node))
        return done

    def visit_With(self, node: ast.With) -> ast.AST:
        after: list[ast.stmt] = []
        # `with a, b:` is one inside the other: what a target needs comes before the next manager.
        if len(node.items) > 1 and any(item.optional_vars is not None for item in node.items):
            inner = _at(ast.With(node.items[1:], node.body), node)
            node.items, node.body = node.items[:1], [inner]
        for item in node.items:
            item.context_expr = self.visit(item.context_expr)
            if item.optional_vars is not None:
                item.optional_vars, after = self._target(item.optional_vars)
        node.body = [*after, *self._block(node.body)]
        return node

    def visit_Try(self, node: ast.Try) -> ast.AST:
        node.body, node.orelse = self._block(node.body), self._block(node.orelse)
        for handler in node.handlers:
            if handler.type is not None:
                handler.type = self.visit(handler.type)
            body = self._block(handler.body)
            if handler.name and self.scopes.meaning(self._scope, handler.name)[0] != "plain":
                stored = self._stored(handler.name, handler, ast.Constant(None))
                body = [_at(ast.Expr(stored), handler), *body]
            catches = handler.type.id if isinstance(handler.type, ast.Name) else "BaseException"
            if catches in ("BaseException", "KeyboardInterrupt"):
                # Where a run is cut off, nothing may catch that.
                body = [_at(ast.Expr(self._hook("x")), handler), *body]
            handler.body = body
        node.finalbody = self._block(node.finalbody)
        return node

    visit_TryStar = visit_Try  # type: ignore[assignment]

    def visit_Match(self, node: ast.Match) -> list[ast.stmt]:
        return matching.rewrite(self, node)

    # --- functions and classes

    def _function(self, node: ast.FunctionDef) -> ast.AST | list[ast.stmt]:
        node.decorator_list = [self.visit(decorator) for decorator in node.decorator_list]
        self._defaults(node.args)
        self._annotations(node)
        outer, self._scope = self._scope, self.scopes.of[node]
        special = node.name.startswith("__") and node.name.endswith("__")
        handed, self._handed = (
            self._handed,
            bool(special or node.decorator_list or node.name in self._taken_names),
        )
        docstring = node.body[:1] if ast.get_docstring(node, clean=False) is not None else []
        body = self._block(node.body[len(docstring) :])
        node.body = [*docstring, *self._opening(node), *body] or [ast.Pass()]
        self._scope, self._handed = outer, handed
        return self._defined(node)

    def _defined(self, node: ast.FunctionDef | ast.ClassDef) -> ast.AST | list[ast.stmt]:
        kind, _ = self.scopes.meaning(self._scope, node.name)
        if kind == "plain":
            return node
        stored = self._stored(node.name, node, ast.Constant(None))
        return [_at(ast.Expr(stored), node), node]

    def _opening(self, node: ast.AST) -> list[ast.stmt]:
        """A token for each call of a function whose variables are shared: they are this call's."""
        scope = self.scopes.of[node]
        if not scope.variable:
            return []
        return [_at(_assign(f"@scope{scope.number}", self._hook("s"), node), node)]

    def _annotations(self, node: ast.FunctionDef) -> None:
        """Annotations are evaluated where the function is defined."""
        for parameter in getattr(node, "type_params", []):
            self.visit(parameter)
        if self.lazy:
            return
        for argument in arguments_of(node.args):
            if argument.annotation is not None:
                argument.annotation = self.visit(argument.annotation)
        if node.returns is not None:
            node.returns = self.visit(node.returns)

    def _defaults(self, arguments: ast.arguments) -> None:
        arguments.defaults = [self.visit(default) for default in arguments.defaults]
        arguments.kw_defaults = [
            self.visit(default) if default else None for default in arguments.kw_defaults
        ]

    def visit_FunctionDef(self, node: ast.FunctionDef) -> ast.AST | list[ast.stmt]:
        return self._function(node)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> ast.AST | list[ast.stmt]:
        """Coroutines can't run here: one that is called says so."""
        every = [ast.arg("@1"), ast.arg("@2")]
        arguments = ast.arguments([], [], every[0], [], [], every[1], [])
        body = ast.Return(self._refused("asyncio", ast.Constant(None)))
        decorators = [self.visit(decorator) for decorator in node.decorator_list]
        new = ast.FunctionDef(node.name, arguments, [body], decorators)
        return self._defined(_at(new, node))

    def visit_Lambda(self, node: ast.Lambda) -> ast.AST:
        self._defaults(node.args)
        outer, self._scope = self._scope, self.scopes.of[node]
        node.body = self._deep(node.body)
        if self._scope.variable:
            # Only a walrus can change a lambda's own variable: give it a token all the same.
            token = ast.NamedExpr(
                ast.Name(f"@scope{self._scope.number}", ast.Store()), self._hook("s")
            )
            node.body = _at(ast.IfExp(_at(token, node), node.body, ast.Constant(None)), node)
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
        outer_class, self._class = self._class, node.name
        node.body = self._block(node.body)
        self._scope, self._class = outer, outer_class
        return self._defined(node)

    def visit_arg(self, node: ast.arg) -> ast.arg:
        """Leave annotations alone."""
        return node


def _text(node: ast.AST) -> str:
    try:
        text = ast.unparse(node)
    except (AttributeError, ValueError):
        return ""
    return text if len(text) <= 40 else f"{text[:39]}…"


Node = TypeVar("Node", bound=ast.AST)


def _at(new: Node, old: ast.AST) -> Node:
    return ast.copy_location(new, old)


def _assign(name: str, value: ast.expr, node: ast.AST) -> ast.stmt:
    return _at(ast.Assign([ast.Name(name, ast.Store())], value), node)


def _load(name: str, node: ast.AST) -> ast.expr:
    return _at(ast.Name(name, ast.Load()), node)


def _is_plain(node: ast.expr) -> bool:
    """Whether `node` can only be a number, a string or None."""
    if isinstance(node, ast.UnaryOp):
        return _is_plain(node.operand)
    return isinstance(node, (ast.Constant, ast.JoinedStr))


def _leaves(target: ast.expr) -> Iterator[ast.expr]:
    if isinstance(target, (ast.Tuple, ast.List)):
        for part in target.elts:
            yield from _leaves(part)
    elif isinstance(target, ast.Starred):
        yield from _leaves(target.value)
    else:
        yield target


def _replaced(target: ast.expr, names: dict[int, str]) -> ast.expr:
    if id(target) in names:
        return _at(ast.Name(names[id(target)], ast.Store()), target)
    if isinstance(target, (ast.Tuple, ast.List)):
        target.elts = [_replaced(part, names) for part in target.elts]
    elif isinstance(target, ast.Starred):
        target.value = _replaced(target.value, names)
    return target


class Every(set[str]):
    """The set that contains every name: for programs that assign attributes by computed names."""

    def __contains__(self, item: object) -> bool:
        return True


def add_points(
    parts: Sequence[tuple[ast.Module, str, bool]],
    sites: list[Site],
    module: str,
    *,
    all_globals: bool = False,
    values: bool = False,
) -> Scopes:
    """Rewrite the trees of one module in place, each with its file and whether it is a check.

    The places are appended to `sites`; what the module's names mean is returned.
    """
    whole = ast.Module([statement for tree, _, _ in parts for statement in tree.body], [])
    named = {_name_of(n) for n in ast.walk(whole) if isinstance(n, (ast.Name, ast.Attribute))}
    scopes = Scopes(whole, all_globals=all_globals or "globals" in named)
    dynamic = named & {"setattr", "delattr", "vars", "__dict__", "__setattr__", "__delattr__"}
    attributes = Every() if dynamic else scopes.attributes
    transformer = Points(scopes, sites, module, attributes, _taken_names(whole), values=values)
    for tree, file, exact in parts:
        transformer.file, transformer.exact = file, exact
        transformer.lazy = any(
            isinstance(node, ast.ImportFrom)
            and node.module == "__future__"
            and any(alias.name == "annotations" for alias in node.names)
            for node in tree.body
        )
        tree.body = transformer._block(tree.body)
        ast.fix_missing_locations(tree)
    return scopes


def _taken_names(tree: ast.Module) -> set[str]:
    """The names that are used other than to call what they stand for."""
    nodes = list(ast.walk(tree))
    called = {id(node.func) for node in nodes if isinstance(node, ast.Call)}
    return {
        _name_of(node)
        for node in nodes
        if isinstance(node, (ast.Name, ast.Attribute)) and id(node) not in called
    }


def _name_of(node: ast.Name | ast.Attribute) -> str:
    return node.id if isinstance(node, ast.Name) else node.attr
