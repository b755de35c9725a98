"""The sentences that readers see."""

from __future__ import annotations

import re

import pytest

from support.project import PROJECT
from threadlab.words import _catalogue, say


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
            assert any(re.fullmatch(pattern, key) for pattern in patterns), f"{key} is not used"
    for key in asked:
        table, name = key.split(".", 1)
        assert "{" in name or name in catalogue[table], f"{key} is missing"


def test_one_is_said_differently_from_many() -> None:
    assert say("lanes.more", count=1) == "… and one more thread"
    assert say("lanes.more", count=2) == "… and 2 more threads"
    with pytest.raises(KeyError, match=r"lanes\.nothing"):
        say("lanes.nothing")
