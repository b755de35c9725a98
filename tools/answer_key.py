"""Render the answer key: every assignment with its solutions, hidden tests, rubrics and marks.

For instructors only: build/answer-key/index.html, and a page for each assignment, with the answers
that are known to be right or wrong and what each of the wrong ones fails.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from html import escape
from pathlib import Path

import nbformat
from nbconvert import HTMLExporter

from threadlab.grading.classroom.answers import Answer, points
from threadlab.grading.classroom.folder import CourseFolder

ROOT = Path(__file__).resolve().parent.parent
STYLE = (
    "body{font:15px/1.5 system-ui,sans-serif;max-width:62em;margin:2em auto;padding:0 1em}"
    "table{border-collapse:collapse}td,th{border-bottom:1px solid #ccc;padding:4px 12px 4px 0;"
    "text-align:left;vertical-align:top}"
)


def known(course: CourseFolder, name: str) -> str:
    """Return a table of the known answers to an assignment as HTML."""
    folder = course.root / "tests" / "answers" / name
    rows = []
    for path in sorted(folder.glob("*/*.py")):
        answer = Answer.read(path)
        fails = ", ".join(sorted(answer.fails)) or "nothing"
        cells = (path.parent.name, path.stem, answer.title, fails)
        rows.append("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>")
    head = "".join(f"<th>{words}</th>" for words in ("", "file", "what it does", "fails"))
    return f"<h2>Known answers</h2><table><tr>{head}</tr>{''.join(rows)}</table>"


def marks(notebook: nbformat.NotebookNode) -> tuple[float, float]:
    """Return the points that are given automatically, and by hand."""
    by_hand = sum(
        float(cell.metadata["nbgrader"]["points"])
        for cell in notebook.cells
        if cell.metadata.get("nbgrader", {}).get("grade")
        and cell.metadata["nbgrader"].get("solution")
    )
    return sum(points(notebook).values()), by_hand


def main(folder: Path, names: Sequence[str] = ()) -> None:
    """Write the pages of the assignments `names`, or of all, into `folder`."""
    course = CourseFolder(ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    rows = []
    for name in names or course.assignments():
        notebook = nbformat.read(course.root / "source" / name / f"{name}.ipynb", as_version=4)
        page, _ = HTMLExporter(theme="light").from_notebook_node(notebook)
        more = f'<div style="padding:0 4em 4em">{known(course, name)}</div></body>'
        (folder / f"{name}.html").write_text(page.replace("</body>", more), encoding="utf-8")
        automatic, by_hand = marks(notebook)
        rows.append(
            f'<tr><td><a href="{name}.html">{name}</a></td><td>{automatic:g}</td>'
            f"<td>{by_hand:g}</td></tr>"
        )
    head = "<tr><th>assignment</th><th>points, automatic</th><th>points, by hand</th></tr>"
    index = (
        f'<!doctype html><meta charset="utf-8"><title>Answer key</title><style>{STYLE}</style>'
        f"<h1>Answer key</h1><p>For instructors only.</p><table>{head}{''.join(rows)}</table>"
    )
    (folder / "index.html").write_text(index, encoding="utf-8")
    print(f"{len(rows)} assignments in {folder / 'index.html'}")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "build" / "answer-key")
