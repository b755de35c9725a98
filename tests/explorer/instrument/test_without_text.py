"""Functions of the library without their text: nobody knows what they do, step by step."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from threadlab import explore
from threadlab.explorer.instrument import stepwise
from threadlab.explorer.model.standard import text_at

COPIED = """
import copy
from threading import Thread
state = {"a": [1], "b": [2]}
def change():
    state["a"].append(3)
def main():
    thread = Thread(target=change)
    thread.start()
    copy.deepcopy(state)
    thread.join()
"""


def test_without_its_text_a_function_of_the_library_is_no_step_and_no_proof(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert explore(COPIED).status == "proved"
    monkeypatch.setattr(stepwise, "_tree", lambda *_: None)
    verdict = explore(COPIED)
    assert verdict.status == "survived"
    assert "copy.deepcopy in line 10" in verdict.message


class Archive:
    def get_source(self, name: str) -> str:
        if name != "there":
            raise ImportError(name)
        return "x = 1"


def test_a_text_is_had_from_a_file_from_an_archive_or_not_at_all(tmp_path: Path) -> None:
    file = tmp_path / "there.py"
    loader: Any = Archive()
    assert text_at(str(file), "there", loader) == "x = 1"
    assert text_at(str(file), "elsewhere", loader) is None
    assert text_at(str(file), "there", None) is None
    file.write_text("y = 2")
    assert text_at(str(file), "there", loader) == "y = 2"
