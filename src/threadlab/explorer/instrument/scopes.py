"""Which names of a program can change after another thread has seen them.

A name that is bound once, by `def`, `class`, `import` or a single assignment, never changes:
reading it needs no scheduling point. What remains are globals that are assigned again or from a
function, local variables that an inner function shares and somebody assigns again, and both where
they get their only value so late that a thread may have looked for it before.
"""

from __future__ import annotations

import ast
from bisect import bisect
from collections.abc import Callable, Container
from typing import Literal

from threadlab.explorer.bindings import Binding, Bindings, How, Scope
from threadlab.explorer.exports import nobody_knows
from threadlab.explorer.instrument.known import HARMLESS, MODULES

Meaning = Literal["plain", "global", "cell"]
Key = tuple[Scope, str]  # a name and the scope that owns it

# Bound and, as far as others can see, bound again: `e` of a handler goes when the handler ends.
_TWICE = (How.AUGMENTED, How.CAUGHT)


class Scopes(Bindings):
    """The scopes of `tree`, looked up by node, and what each name means in each of them.

    With `all_globals` every global name that is not a `def` or `class` counts as one that changes:
    for modules that others may write to, and where module-level code starts threads. So do those
    that are, if they are among the names `assigned` as attributes elsewhere: `helper.price = …`.
    `brought` says what a star import of a module brings, None if that can't be known.
    """

    def __init__(
        self,
        tree: ast.Module,
        *,
        all_globals: bool = False,
        assigned: Container[str] = (),
        brought: Callable[[str], set[str] | None] = nobody_knows,
    ):
        super().__init__(tree)
        self._assigned = assigned if all_globals else ()
        stars = [brought(module) for module in self.stars]
        self._starred = {name for names in stars for name in names or ()}
        # Any global may get another meaning from outside of what is written here.
        self.open = self.reaches_namespace or None in stars
        self._bound: dict[Key, list[Binding]] = {}
        self._shared: set[Key] = set()  # own variables that inner functions use
        self._from_inside: set[Key] = set()  # … or bind
        self._used_from: dict[Key, int] = {}  # where the first function begins that uses a name
        for scope in self.of.values():
            self._link(scope)
        self._starts = self._find_starts()
        self._variable = {
            key for key in self._bound if self._changes(key, all_globals, key[1] in assigned)
        }
        self._with_token = {_call_of(scope) for scope, _ in self._variable}
        # Names of attributes that a class body gives something else than a function.
        self.class_level = {
            name
            for scope, name in self._bound
            if scope.kind == "class" and self._hows(scope, name) != {How.DEFINED}
        }
        self.functions_of_classes = {
            name
            for scope, name in self._bound
            if scope.kind == "class" and self._hows(scope, name) == {How.DEFINED}
        }

    def _hows(self, scope: Scope, name: str) -> set[How]:
        return {binding.how for binding in self._bound[scope, name]}

    # --- what the rewriter asks

    def meaning(self, scope: Scope, name: str) -> tuple[Meaning, Scope]:
        """Say whether `name` in `scope` is plain, or a changing global or cell, and whose it is.

        The owner of a cell is the function whose call it belongs to, also if the variable is that
        of a comprehension in it.
        """
        name = scope.mangled(name)
        owner = self._owner(scope, name)
        if owner is self.module:
            changes = self.open or (owner, name) in self._variable
            changes = changes or ((owner, name) not in self._bound and name in self._assigned)
            return ("global" if changes else "plain"), owner
        if (owner, name) not in self._variable:
            return "plain", owner
        call = _call_of(owner)
        return ("global" if call is self.module else "cell"), call

    def read(self, scope: Scope, name: str) -> tuple[Meaning, Scope]:
        """The meaning of `name` where it is read: a class body looks among the globals, too."""
        meaning, owner = self.meaning(scope, name)
        if owner.kind == "class" and (self.module, scope.mangled(name)) in self._variable:
            return "global", self.module
        return meaning, owner

    def is_builtin(self, scope: Scope, name: str) -> bool:
        """Whether `name` can only be a builtin: nobody binds it."""
        plain = self.meaning(scope, name)[0] == "plain"
        return plain and self.is_unbound(scope, name) and name not in self._starred

    def is_unbound(self, scope: Scope, name: str) -> bool:
        """Whether nothing written here binds `name`: it is a builtin, or comes by a star."""
        name = scope.mangled(name)
        owner = self._owner(scope, name)
        return owner is self.module and (owner, name) not in self._bound

    def definition(self, scope: Scope, name: str) -> ast.AST | None:
        """The `def` or `class` that `name` stands for, if it is the only thing it can be."""
        found = self._only(scope, name)
        if len(found) == 1 and found[0].how is How.DEFINED and not found[0].repeated:
            return found[0].node
        return None

    def imported(self, scope: Scope, name: str) -> str:
        """What `name` surely is: "time", or "threading.Lock"; "" if anything else may bind it.

        The spelling says nothing: a class or a parameter may be called `queue`, too.
        """
        found = self._only(scope, name)
        origins = {binding.origin for binding in found}
        return origins.pop() if len(origins) == 1 else ""

    def _only(self, scope: Scope, name: str) -> list[Binding]:
        """All that binds `name`; nothing if something may that is not written here."""
        name = scope.mangled(name)
        owner = self._owner(scope, name)
        if owner is self.module and self.meaning(scope, name)[0] != "plain":
            return []
        if owner.kind == "class":  # which may read a global before it binds the name
            return []
        return self._bound.get((owner, name), [])

    def needs_token(self, scope: Scope) -> bool:
        """Whether each call of a function needs an object to own its variables that change."""
        return scope in self._with_token

    # --- finding out

    def _link(self, scope: Scope) -> None:
        """Note to whom each binding belongs, and which variables functions share."""
        for name, bindings in scope.bindings.items():
            owner = self._owner(scope, name)
            self._bound.setdefault((owner, name), []).extend(bindings)
            if owner is not scope:
                self._from_inside.add((owner, name))
                self._share(scope, owner, name)
        for name in scope.loads:
            self._share(scope, self._owner(scope, name), name)

    def _share(self, scope: Scope, owner: Scope, name: str) -> None:
        inner: Scope | None = scope
        while inner is not None and inner is not owner:
            if inner.kind in ("function", "generator", "annotation"):  # which others may go on with
                self._shared.add((owner, name))
                place = self._used_from.setdefault((owner, name), inner.place)
                self._used_from[owner, name] = min(place, inner.place)
            inner = inner.parent

    def _find_starts(self) -> dict[Scope, list[int]]:
        """Where in the text of each function, and of the module, a thread may begin to run."""
        starts: dict[Scope, list[int]] = {}
        for scope in self.of.values():
            places = [place for place, called in scope.calls if not self._is_quiet(scope, called)]
            starts.setdefault(_call_of(scope), []).extend(places)
        return {scope: sorted(places) for scope, places in starts.items()}

    def _is_quiet(self, scope: Scope, called: ast.expr) -> bool:
        """Whether a call surely runs nothing of the program's, and so starts no thread."""
        if isinstance(called, ast.Name) and self.is_unbound(scope, called.id):
            return called.id in HARMLESS or called.id == "len"
        inner = called.value if isinstance(called, ast.Attribute) else called
        if not isinstance(inner, ast.Name):
            return False
        name = scope.mangled(inner.id)
        origins = {each.origin for each in self._bound.get((self._owner(scope, name), name), ())}
        origin = origins.pop() if len(origins) == 1 else ""
        if isinstance(called, ast.Attribute):
            origin = f"{origin}.{called.attr}"
        module, _, name = origin.rpartition(".")
        return module in MODULES and name != "reduce"

    def _is_late(self, key: Key, binding: Binding) -> bool:
        """Whether a thread may have looked for a name before `binding`, its only one."""
        starts = self._starts.get(_call_of(key[0]), [])
        first = bisect(starts, self._used_from.get(key, binding.place))
        return first < len(starts) and starts[first] < binding.place

    def _changes(self, key: Key, all_globals: bool, assigned: bool) -> bool:
        """Whether the variable `key` gets a value when others may have seen another one."""
        owner, _ = key
        bindings = [binding for binding in self._bound[key] if binding.how is not How.DECLARED]
        times = sum(2 if each.repeated or each.how in _TWICE else 1 for each in bindings)
        again = times > 1 or key in self._from_inside
        again = again or (owner is self.module and key[1] in self._starred)
        again = again or any(self._is_late(key, binding) for binding in bindings)
        if owner is self.module:
            defined = all(binding.how is How.DEFINED for binding in bindings)
            return again or (all_globals and (assigned or not defined))
        return again and key in self._shared and owner.kind not in ("class", "parameters")


def _call_of(scope: Scope) -> Scope:
    """The function to whose calls the variables of a comprehension belong, or the module."""
    while scope.kind not in ("function", "module") and scope.parent is not None:
        scope = scope.parent
    return scope
