"""The programs of tests/programs with what is known about them."""

from __future__ import annotations

import ast
import functools
import re
from dataclasses import dataclass
from typing import get_args

from support.project import PROGRAMS
from threadlab.explorer import explore
from threadlab.explorer.result import Kind, Verdict

VERDICTS = ("proved", "survived", *get_args(Kind))


@dataclass(frozen=True)
class Known:
    """A program: its source, and the verdict that its docstring gives it."""

    name: str
    source: str
    verdict: str
    clock: str


def programs() -> list[Known]:
    """All programs, by name."""
    found = []
    for path in sorted(PROGRAMS.glob("*.py")):
        source = path.read_text(encoding="utf-8")
        verdict = re.search(r"^verdict: (\w+)$", source, re.M)
        clock = re.search(r"^clock: (\w+)$", source, re.M)
        assert verdict and verdict[1] in VERDICTS, (
            f"{path} must say which verdict it has, as in 'verdict: {VERDICTS[0]}': "
            f"one of {', '.join(VERDICTS)}."
        )
        found.append(Known(path.stem, source, verdict[1], clock[1] if clock else "any"))
    return found


@functools.cache
def verdict_of(known: Known) -> Verdict:
    """What the explorer says of a program: for all tests of a run, whichever file they are in."""
    return explore(known.source, clock=known.clock, seconds=300)


def without_locks(known: Known) -> list[str]:
    """The program without one of its locks, for each lock that a `with` takes by name."""
    locks = set()
    for node in ast.walk(ast.parse(known.source)):
        if isinstance(node, ast.Assign):
            pairs = [(node.targets[0], node.value)]
            if isinstance(node.targets[0], ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(node.targets[0].elts, node.value.elts, strict=True))
            locks |= {ast.unparse(t) for t, v in pairs if ast.unparse(v) in ("Lock()", "RLock()")}
    changed = [ast.unparse(_Without(lock).visit(ast.parse(known.source))) for lock in sorted(locks)]
    return [text for text in changed if "nullcontext" in text]


class _Without(ast.NodeTransformer):
    def __init__(self, lock: str):
        self.lock = lock

    def visit_With(self, node: ast.With) -> ast.AST:
        self.generic_visit(node)
        for item in node.items:
            if ast.unparse(item.context_expr) == self.lock:
                item.context_expr = (
                    ast.parse("__import__('contextlib').nullcontext()").body[0].value
                )
        return node
