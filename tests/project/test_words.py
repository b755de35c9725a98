"""The sentences that readers see."""

from __future__ import annotations

import ast
import re

import pytest

from support.project import PROJECT
from threadlab.words import _catalogue, say

PACKAGE = PROJECT / "src" / "threadlab"
# Where people read who teach, set up or grade: their sentences stand in the code that says them.
FOR_INSTRUCTORS = ("__main__.py", "cli.py", "doctor.py", "course/", "grading/")
# Where sentences are none of ours for students.
OTHERS = {
    "explorer/instrument/names.py": "what each hook means, for who reads the rewriter",
    "explorer/objects/table.py": "what is wrong with the table of effects, for who edits it",
    "explorer/model/": "what Python itself says when it is used like that",
}


def sentences(source: str) -> list[str]:
    """The sentences that are written out in a module's code, {} for what is filled in.

    One ends as a sentence does, or is the whole of a `ThreadlabError`. Docstrings are none, nor is
    what an assertion says, which only fails by a fault of the package.
    """
    tree = ast.parse(source)
    skipped: set[int] = set()
    spoken: set[int] = set()
    found = []
    for node in ast.walk(tree):
        if id(node) in skipped:
            skipped |= {id(child) for child in ast.iter_child_nodes(node)}
        elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        elif isinstance(node, ast.Assert) and node.msg is not None:
            skipped.add(id(node.msg))
        elif isinstance(node, ast.Call) and getattr(node.func, "id", "") == "ThreadlabError":
            spoken |= {id(argument) for argument in node.args}
        elif isinstance(node, (ast.JoinedStr, ast.Constant)):
            if isinstance(node, ast.JoinedStr):
                skipped |= {id(part) for part in node.values if isinstance(part, ast.Constant)}
            text = written(node)
            ends = re.search(r"""[\w}\])"'`’”][.!?]\s*$""", text) and len(text.split()) >= 3
            if ends or (id(node) in spoken and text):
                found.append(text)
    return found


def written(node: ast.JoinedStr | ast.Constant) -> str:
    """What a string says, with {} for what is filled in."""
    if isinstance(node, ast.Constant):
        return node.value if isinstance(node.value, str) else ""
    parts = [written(part) if isinstance(part, ast.Constant) else "{}" for part in node.values]
    return "".join(parts)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ('raise ThreadlabError(f"There is no {name} here.")', ["There is no {} here."]),
        ('raise ThreadlabError("no such thing")', ["no such thing"]),
        ('label.value = "Move a slider" " to begin."', ["Move a slider to begin."]),
        ('print(f"{name!r} is not {what:>{width}}!")', ["{} is not {}!"]),
        ('f(say("table.name", why=f"{error}"), "a.b.c", r"[a-z.]+ is .", "…", "px", ".")', []),
        ('def f():\n    "This explains it."\n    assert x, f"That can not be {x}."', []),
    ],
)
def test_sentences_in_code_are_found(code: str, expected: list[str]) -> None:
    assert sentences(code) == expected


def test_sentences_for_students_live_in_the_catalogue() -> None:
    """A translator would not find others."""
    written_out = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        name = path.relative_to(PACKAGE).as_posix()
        if not name.startswith((*FOR_INSTRUCTORS, *OTHERS)) and (
            found := sentences(path.read_text(encoding="utf-8"))
        ):
            written_out[name] = found
    assert not written_out, f"Sentences for students belong into words.toml: {written_out}"


def test_every_sentence_is_used_and_every_one_used_is_there() -> None:
    modules = set((PROJECT / "src").rglob("*.py")) - {PROJECT / "src/threadlab/words.py"}
    source = "".join(path.read_text() for path in sorted(modules))
    catalogue = _catalogue()
    strings = re.findall(r'"(\w+)\.([^"\s]+)"', re.sub(r"\{[^{}\s]*?'[^{}]*?\}", "{}", source))
    asked = {f"{table}.{name}" for table, name in strings if table in catalogue}
    patterns = [re.sub(r"\\\{.*?\\\}", ".*", re.escape(key)) for key in asked]
    for table, sentences in catalogue.items():
        for name in sentences:
            key = f"{table}.{name}".removesuffix("_one")
            assert any(re.fullmatch(pattern, key) for pattern in patterns), (
                f"words.toml has {key}, and no code says it."
            )
    for key in asked:
        table, name = key.split(".", 1)
        assert "{" in name or name in catalogue[table], (
            f"Code says {key}, and words.toml has no such sentence."
        )


def test_one_is_said_differently_from_many() -> None:
    assert say("lanes.more", count=1) == "… and one more thread"
    assert say("lanes.more", count=2) == "… and 2 more threads"
    with pytest.raises(KeyError, match=r"lanes\.nothing"):
        say("lanes.nothing")
