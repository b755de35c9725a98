"""What comes with nbgrader itself: its documentation's course and the notebooks of its own tests.

They are read where they are installed; nothing of them is kept here.
"""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import nbgrader

from threadlab.grading.classroom.folder import CONFIG_NAME

HOME = Path(nbgrader.__file__).parent
GUIDE = HOME / "docs" / "source" / "user_guide"
FILES = HOME / "tests" / "apps" / "files"
HEADER = 'c.IncludeHeaderFooter.header = "source/header.ipynb"\n'


@dataclass(frozen=True)
class Shipped:
    """An assignment of one notebook, what was handed in, and files beside the source."""

    source: Path
    submitted: Mapping[str, Path] = field(default_factory=dict)
    beside: tuple[Path, ...] = ()


def _versions(folder: str, name: str) -> Shipped:
    files = HOME / "tests" / folder / "files"
    found = {path.stem: path for path in sorted(files.glob(f"{name}-*.ipynb"))}
    own = files / f"{name}.ipynb"
    source = own if own.is_file() else files / f"{name}-unchanged.ipynb"
    return Shipped(source, {"the-source-itself": source, **found})


def _alone(folder: str, name: str, *beside: str) -> Shipped:
    files = HOME / "tests" / folder / "files"
    path = files / f"{name}.ipynb"
    return Shipped(path, {"the-source-itself": path}, tuple(files / each for each in beside))


ASSIGNMENTS = {
    **{f"ps1-{name}": Shipped(
        GUIDE / "source" / "ps1" / f"{name}.ipynb",
        {"the-source-itself": GUIDE / "source" / "ps1" / f"{name}.ipynb",
         "the-release": GUIDE / "release" / "ps1" / f"{name}.ipynb",
         "bitdiddle": GUIDE / "submitted" / "bitdiddle" / "ps1" / f"{name}.ipynb",
         "hacker": GUIDE / "submitted" / "hacker" / "ps1" / f"{name}.ipynb"},
        (GUIDE / "source" / "ps1" / "jupyter.png",),
    ) for name in ("problem1", "problem2")},
    "autotest": Shipped(
        GUIDE / "source" / "ps1_autotest" / "problem1.ipynb",
        {"the-source-itself": GUIDE / "source" / "ps1_autotest" / "problem1.ipynb",
         "bitdiddle": GUIDE / "submitted" / "bitdiddle" / "ps1" / "problem1.ipynb",
         "hacker": GUIDE / "submitted" / "hacker" / "ps1" / "problem1.ipynb"},
        (GUIDE / "source" / "ps1" / "jupyter.png",),
    ),
    **{name: _versions("apps", name) for name in (
        "submitted", "autotest-simple", "autotest-hidden", "autotest-hashed", "autotest-multi")},
    **{f"pre-{name}": _versions("preprocessors", name) for name in ("submitted",)},
    **{f"ui-{name}": _versions("ui-tests", name) for name in ("submitted",)},
    **{name: _alone("apps", name) for name in (
        "test-hidden-tests", "test", "test-with-output", "validation-zero-points",
        "validating-environment-variable", "timeout")},
    "open_relative_file": _alone("apps", "open_relative_file", "data.txt", "jupyter.png"),
    **{f"pre-{name}": _alone("preprocessors", name) for name in (
        "test", "test_taskcell", "manually-graded-code-cell")},
    **{f"ui-{name}": _alone("ui-tests", name) for name in ("open_relative_file",)},
}  # fmt: skip


PRINTS = "the test prints and asserts nothing, stock gives its points to all; here a person looks"
LOST = "stock gives up on a submission in which a cell has another type; here it is put right"
ADDED = "stock does not add a test that was deleted; here it is put back"
REASONS = {
    **{(name, student, "p1", "foo"): PRINTS
       for name in ("submitted", "pre-submitted", "ui-submitted")
       for student in ASSIGNMENTS[name].submitted if "type" not in student},
    **{(name, f"submitted-{which}-cell-type-changed", "p1", cell): LOST
       for name in ("pre-submitted", "ui-submitted") for which in ("answer", "grade")
       for cell in ("foo", "bar", "baz", "quux")},
    **{("autotest", student, "p1", "cell-6e9ff83aa5dfaf17"): ADDED
       for student in ("bitdiddle", "hacker")},
}  # fmt: skip


def lay_out(root: Path, name: str, *, submissions: int = 100) -> None:
    """Put an assignment and what was handed in where a course has them."""
    shipped = ASSIGNMENTS[name]
    folder = root / "source" / name
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(GUIDE / "source" / "header.ipynb", root / "source")
    shutil.copy(GUIDE / "autotests.yml", root)
    (root / CONFIG_NAME).write_text(HEADER)
    shutil.copy(shipped.source, folder / "p1.ipynb")
    for path in shipped.beside:
        shutil.copy(path, folder)
    for student, path in list(shipped.submitted.items())[:submissions]:
        handed = root / "submitted" / student / name
        handed.mkdir(parents=True)
        shutil.copy(path, handed / "p1.ipynb")
        for each in shipped.beside:
            shutil.copy(each, handed)
