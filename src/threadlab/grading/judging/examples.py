"""Examples in docstrings, which `doctest` runs: to the judge they are code like any other."""

from __future__ import annotations

import ast
import doctest
from collections.abc import Iterable


def examples(nodes: Iterable[ast.AST]) -> list[str]:
    """The code of the examples in the texts of a cell, each text's together."""
    texts = [node.value for node in nodes
             if isinstance(node, ast.Constant) and isinstance(node.value, str)
             and ">>>" in node.value]  # fmt: skip
    return [source for text in texts if (source := _of(text))]


def _of(text: str) -> str:
    try:
        return "".join(each.source for each in doctest.DocTestParser().get_examples(text))
    except ValueError:  # which doctest does not run either
        return ""


def made(nodes: Iterable[ast.AST]) -> list[str]:
    """What gives `doctest` a text to run that does not stand there as it is."""
    return [
        name
        for node in nodes if isinstance(node, (ast.Assign, ast.AnnAssign, ast.AugAssign))
        for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
        if (name := getattr(target, "attr", getattr(target, "id", ""))) in ("__doc__", "__test__")
        and not all(isinstance(part, _WRITTEN) for part in ast.walk(node.value or target))
    ]  # fmt: skip


_WRITTEN = (ast.Constant, ast.Dict)
