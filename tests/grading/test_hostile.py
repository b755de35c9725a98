"""The hostile answers themselves: one that fails by itself proves nothing."""

from __future__ import annotations

import ast
from importlib import import_module
from operator import attrgetter

import pytest

from support.hostile import CHEATS


def attacked(program: str) -> set[tuple[str, str]]:
    """The modules of ours that a program imports, and what it changes in them."""
    tree = ast.parse(program)
    modules = {
        alias.asname or alias.name: alias.name
        for node in ast.walk(tree) if isinstance(node, ast.Import)
        for alias in node.names if alias.name.startswith("threadlab.")
    }  # fmt: skip
    found = {(name, "") for name in modules.values()}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("threadlab."):
            found |= {(node.module, alias.name) for alias in node.names}
        elif isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store):
            root, _, path = ast.unparse(node).partition(".")
            if root in modules:
                found.add((modules[root], path))
    return found


@pytest.mark.parametrize("name", [name for name, text in CHEATS.items() if "threadlab" in text])
def test_an_attack_on_our_own_code_finds_what_it_attacks(name):
    targets = attacked(CHEATS[name])
    assert targets
    for module, path in targets:
        found = import_module(module)
        assert not path or attrgetter(path)(found) is not None, f"{module}.{path}"
