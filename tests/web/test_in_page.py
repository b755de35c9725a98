"""Python as a page has it, under node: its greenlets, the corpus of programs, the live cells.

It starts once; what it finds is compared with what this Python finds itself.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from support.corpus import programs, verdict_of
from support.project import PROJECT
from support.web import needs_packages, node
from threadlab.explorer import explore
from threadlab.web.cells import judge

sys.path.insert(0, str(PROJECT / "site"))

HERE = Path(__file__).parent
# What they call of the library is executed step by step, of its own text: in a page an archive.
STEPPED = ("bits_deepcopy_of_shared_dict", "collections_most_common_beside_a_writer",
           "random_shuffled_by_two", "so_counter_update_mapping", "std_test_case_that_holds",
           "text_templates_are_shared")  # fmt: skip
CHAPTERS = ("07", "15")  # whose live cells are run; the others are much the same
MEASURED = ("ten-thousand",)  # asserts how long it takes: under ten seconds, on an idle machine

pytestmark = needs_packages


def _chapter(number: str) -> list[tuple[str, str, bool]]:
    (path,) = (PROJECT / "notebooks").glob(f"{number}-*.ipynb")
    notebook = json.loads(path.read_text(encoding="utf-8"))
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    sources = ["".join(cell["source"]) for cell in cells]
    judged = judge(sources)
    return [
        (cell["id"], source, each.live and cell["id"] not in MEASURED)
        for cell, source, each in zip(cells, sources, judged, strict=True)
    ]


def _stranger(name: str) -> str:
    return (PROJECT / "tests" / "strangers" / f"{name}.py").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def python(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of what a page's Python loads: of the site, where other tests have it built."""
    if any(PROJECT / "tests" / "site" in item.path.parents for item in request.session.items):
        (folder,) = (request.getfixturevalue("site") / "_live").iterdir()
        return folder
    from bundle import put_python

    folder = tmp_path_factory.mktemp("page")
    assert not put_python(folder)
    return folder


@pytest.fixture(scope="module")
def found(python: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    asked = {
        "greenlets": (HERE / "greenlets.py").read_text(encoding="utf-8"),
        "corpus": {known.name: (known.source, known.clock) for known in programs()}
        | {name: (_stranger(name), "any") for name in STEPPED},
        "chapters": {number: _chapter(number) for number in CHAPTERS},
    }
    questions = tmp_path_factory.mktemp("asked") / "asked.json"
    questions.write_text(json.dumps(asked), encoding="utf-8")
    line = [node(), HERE / "python.mjs", python, python / "threadlab.zip", HERE / "in_page.py"]
    done = subprocess.run([*line, questions], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def test_nothing_that_a_page_begins_with_is_compiled_there(found: dict[str, Any]) -> None:
    assert len(found["compiled"]) > 300
    assert [name for name, so in found["compiled"].items() if not so] == []


def test_greenlets_of_a_page_do_what_the_real_ones_do(found: dict[str, Any]) -> None:
    names: dict[str, Any] = {"__name__": "greenlets"}
    exec((HERE / "greenlets.py").read_text(encoding="utf-8"), names)
    here = [[name, repr(value)] for name, value in names["checks"]()]
    assert found["greenlets"] == here


def test_every_program_of_the_corpus_has_the_same_verdict_runs_and_schedule(
    found: dict[str, Any],
) -> None:
    here = {}
    for known in programs():
        verdict = verdict_of(known)
        here[known.name] = [verdict.status, verdict.kind, verdict.runs, verdict.schedule]
        assert (verdict.kind or verdict.status) == known.verdict
    differ = {name: (found["corpus"][name], value) for name, value in here.items()
              if found["corpus"][name] != value}  # fmt: skip
    assert not differ, f"{len(here) - len(differ)} of {len(here)} agree; not {differ}"


@pytest.mark.parametrize("name", STEPPED)
def test_what_the_library_does_in_steps_is_done_in_steps(found: dict[str, Any], name: str) -> None:
    verdict = explore(_stranger(name), seconds=1e9)
    status, kind, *_ = found["corpus"][name]
    assert (status, kind) == (verdict.status, verdict.kind)


def test_every_cell_that_is_said_to_be_live_runs(found: dict[str, Any]) -> None:
    assert found["cells"] == {}
