"""A notebook is written as nbformat writes it, letter by letter."""

from __future__ import annotations

import copy
import json
from pathlib import Path

import pytest
from nbformat.notebooknode import from_dict
from nbformat.v4 import writes

from support.project import PROJECT
from threadlab.grading.marks.written import notebook_text

ODD = {
    "nbformat": 4, "nbformat_minor": 5,
    "metadata": {"signature": "x", "orig_nbformat": 3,
                 "z": {"a": [], "b": {}, "c": [[1, -2.5e30]]}},
    "cells": [
        {"id": "a", "cell_type": "markdown", "metadata": {"trusted": True},
         "source": "eins\r\nzwei\u2028drei\x1c\n", "attachments": {
             "p.png": {"image/png": "aGk=\n", "text/plain": "a\nb",
                       "image/svg+xml": "<svg>\n</svg>"}}},
        {"id": "b", "cell_type": "raw", "metadata": {}, "source": ["a\n", "b"]},
        {"id": "c", "cell_type": "code", "metadata": {"x": None, "trusted": False}, "source": "",
         "execution_count": None, "outputs": [
             {"output_type": "stream", "name": "stdout", "text": "é\"\\\n\ud7ff\U0001f600\x00"},
             {"output_type": "stream", "name": "stdout", "text": ["a\n"]},
             {"output_type": "execute_result", "execution_count": 1, "metadata": {"text/html": {}},
              "data": {"text/plain": "1\n2", "application/json": {"b": "x\ny", "a": 1},
                       "application/javascript": "x\ny", "image/png": "a\nb"}},
             {"output_type": "display_data", "metadata": {}, "data": {}},
             {"output_type": "error", "ename": "E", "evalue": "a\nb", "traceback": ["\x1b[0m\n"]},
         ]},
    ],
}  # fmt: skip
BOOKS = sorted((PROJECT / "notebooks").glob("*.ipynb"))[::6]
ASSIGNMENTS = sorted((PROJECT / "source").glob("*/*.ipynb"))[::3]


def theirs(notebook):
    return writes(from_dict(copy.deepcopy(notebook)))


def read(path: Path):
    return json.loads(path.read_text("utf-8"))


@pytest.mark.parametrize("path", [*BOOKS, *ASSIGNMENTS], ids=lambda path: path.stem)
def test_a_notebook_is_written_as_nbformat_does(path):
    notebook = read(path)
    for joined in (False, True):
        for cell in notebook["cells"] if joined else []:
            cell["source"] = "".join(cell["source"])
        before = copy.deepcopy(notebook)
        assert notebook_text(notebook) == theirs(notebook)
        assert notebook == before


def test_odd_cells_are_too():
    assert notebook_text(ODD) == theirs(ODD)
    assert notebook_text({**ODD, "cells": []}) == theirs({**ODD, "cells": []})
