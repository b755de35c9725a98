"""Keep notebooks in shape, so that a difference between two versions is one that somebody made.

Readable cell ids that last, sorted keys, one kernel, no editor's metadata. notebooks/ keeps its
outputs, and its cells are counted from the top as after a fresh run: nbval compares only cells that
have a count. source/ keeps neither. `--check` changes nothing and fails on an untidy notebook.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import nbformat

ROOT = Path(__file__).resolve().parent.parent
METADATA = {
    "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}
KEPT_METADATA = ("threadlab",)  # the limits of an assignment
KEPT_CELL_METADATA = ("nbgrader", "tags", "jupyter")
WIDGET = "application/vnd.jupyter.widget-view+json"
SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
PAGES = (("Glossary", "glossary.ipynb"), ("Predictions", "predictions.ipynb"))
GIVEN_BY_EDITOR = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{8}")


NAVIGATION = "navigation"  # the id of a chapter's last cell, which is written here


def chapters() -> list[Path]:
    """Return the chapters in reading order."""
    return sorted((ROOT / "notebooks").glob("[0-9][0-9]-*.ipynb"))


def title(path: Path) -> str:
    """Return a notebook's title, as it stands in its first cell."""
    first: str = nbformat.read(path, as_version=4).cells[0].source
    return first.splitlines()[0].removeprefix("# ").strip()


def navigation(path: Path) -> str:
    """Return the links from a notebook to its neighbours; "" for what is no chapter."""
    book = chapters()
    if path not in book:
        return ""
    at = book.index(path)
    links = []
    if at > 0:
        links.append(f"[← {title(book[at - 1])}]({book[at - 1].name})")
    links += ["[Start](00-start-here.ipynb)"] if at > 1 else []
    links += [f"[{name}]({file})" for name, file in PAGES if (ROOT / "notebooks" / file).is_file()]
    if at + 1 < len(book):
        links.append(f"[{title(book[at + 1])} →]({book[at + 1].name})")
    return " · ".join(links)


def notebooks() -> list[Path]:
    """Return the notebooks that are kept in shape."""
    patterns = ("notebooks/*.ipynb", "source/*/*.ipynb")
    return [path for pattern in patterns for path in sorted(ROOT.glob(pattern))]


def tidy(text: str, *, outputs: bool, links: str = "") -> str:
    """Return the notebook `text` in shape, its outputs kept or not, `links` in its last cell.

    Raises `ValueError` with a sentence if it is no notebook or a cell failed where it should not.
    """
    try:
        notebook = nbformat.reads(text, as_version=4)
    except Exception as error:
        raise ValueError(f"it can't be read as a notebook ({error})") from None
    own = {key: notebook.metadata[key] for key in KEPT_METADATA if key in notebook.metadata}
    notebook.metadata = nbformat.from_dict(METADATA | own)
    notebook.nbformat_minor = 5
    if links:
        if notebook.cells and notebook.cells[-1].get("id") == NAVIGATION:
            notebook.cells.pop()
        notebook.cells.append(nbformat.v4.new_markdown_cell(links, id=NAVIGATION))
    taken: set[str] = set()
    section = "start"
    count = 0
    for cell in notebook.cells:
        cell.source = "\n".join(line.rstrip() for line in cell.source.strip("\n").split("\n"))
        heading = re.match(r"#+\s+(.*)", cell.source) if cell.cell_type == "markdown" else None
        if heading:
            section = slug(heading[1])
        cell.id = lasting_id(cell.get("id", ""), section, taken)
        taken.add(cell.id)
        cell.metadata = nbformat.from_dict(
            {key: cell.metadata[key] for key in KEPT_CELL_METADATA if key in cell.metadata}
        )
        if cell.cell_type == "code":
            count += 1
            cell.execution_count = count if outputs else None
            cell.outputs = [tidy_output(output, count) for output in cell.outputs if outputs]
            expected = "raises-exception" in cell.metadata.get("tags", [])
            if any(output.output_type == "error" for output in cell.outputs) and not expected:
                raise ValueError(f"the cell '{cell.id}' has an error among its stored outputs")
    nbformat.validate(notebook)
    return str(nbformat.writes(notebook)) + "\n"


def tidy_output(output: Any, count: int) -> Any:
    """Return `output` of the cell number `count` without what changes from run to run."""
    if "execution_count" in output:
        output.execution_count = count
    if "metadata" in output:
        output.metadata = nbformat.from_dict({})
    if "data" in output:
        output.data.pop(WIDGET, None)
    return output


def lasting_id(given: str, section: str, taken: set[str]) -> str:
    """Return `given` if a person chose it, or else a name from the section that is not `taken`."""
    if SLUG.fullmatch(given) and not GIVEN_BY_EDITOR.fullmatch(given) and given not in taken:
        return given
    base = section[:50].strip("-")
    number = 1
    while (name := f"{base}-{number}") in taken:
        number += 1
    return name


def slug(words: str) -> str:
    """Return `words` as lower-case letters and digits with dashes between them."""
    return "-".join(re.findall(r"[a-z0-9]+", words.lower())) or "section"


def main(check: bool) -> int:
    """Tidy every notebook, or with `check` name the untidy ones; return the exit code."""
    untidy = 0
    for path in notebooks():
        name = path.relative_to(ROOT).as_posix()
        before = path.read_text(encoding="utf-8")
        try:
            after = tidy(before, outputs=name.startswith("notebooks/"), links=navigation(path))
        except ValueError as error:
            print(f"{name}: {error}.")
            untidy += 1
            continue
        if after != before and check:
            print(f"{name} is not in shape: run 'make tidy' and commit what it changes.")
            untidy += 1
        elif after != before:
            path.write_text(after, encoding="utf-8")
            print(f"{name} tidied.")
    return 1 if untidy else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
