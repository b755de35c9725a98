"""Whatever a test is made of, what is sent into a room and what is judged outside is Python."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path

import pytest

from threadlab.grading.judging.claims import TestCell as Taken
from threadlab.grading.judging.operators import guarded

# Texts with every kind of expression that there is, arrays among them.
MODULES = (
    "dataclasses", "fractions", "random", "statistics", "numpy.lib._arraypad_impl",
)  # fmt: skip
ODD = [
    "assert (t[:, 1] == [2, 4]).all()",
    "assert t[..., ::2, None, 1:].sum() == 3",
    "assert t[(1, 2)] == t[1, 2] and t[f(1):f(2), f(3)] is not None",
    "x = t[1:, f(2)]\nt[:, 0] += 1\ndel t[0, :]",
    "assert {**f(1), 'a': [*f(2)]} == {} and (y := f(3)) and f(*a, **b) == f'{x!r:>{w}}'",
    "assert [i async for i in f(1)] == [await f(2)]",
    "match f(1):\n    case [1, *rest] | {'a': rest} if rest:\n        assert rest\n    case {'a': 1, **more}:\n        pass",
]


def texts():
    for name in MODULES:
        path = Path(importlib.util.find_spec(name).origin)
        for number, node in enumerate(ast.parse(path.read_text("utf-8")).body):
            yield f"{name} {number}", ast.unparse(node)
    yield from ((text, text) for text in ODD)


@pytest.mark.filterwarnings("ignore::SyntaxWarning")
def test_every_part_of_a_test_is_python_again():
    broken = []
    for name, text in texts():
        cell = Taken.of(text)
        parts = [("exec", guarded(text))]
        parts += [("eval" if each.value else "exec", each.source) for each in cell.statements]
        parts += [("eval", judged) for each in cell.claims
                  for judged in (each.judged, each.message) if judged]  # fmt: skip
        for how, part in parts:
            try:
                compile(part, "<part>", how, ast.PyCF_ALLOW_TOP_LEVEL_AWAIT)
            except SyntaxError as error:
                broken.append(f"{name}: {error.msg}: {error.text}")
    assert not broken
