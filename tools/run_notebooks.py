"""Run the notebooks named (07, or a file), or all of notebooks/, and store their tidied outputs."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient

from threadlab.lab.programs.script import STORE
from tidy import ROOT, navigation, tidy

BOOK = ROOT / "notebooks"


def named(name: str) -> list[Path]:
    """The notebook with this path, or the chapter with this number."""
    found = [Path(name)] if Path(name).exists() else [*BOOK.glob(f"{name}*.ipynb")]
    if len(found) != 1 or not name:
        sys.exit(f"There is no one notebook {name!r}: name a chapter (07) or a file.")
    return [found[0].resolve()]


def run(path: Path) -> None:
    """Execute one notebook in its own folder, as a reader would, and write it back."""
    notebook = nbformat.read(path, as_version=4)
    client = NotebookClient(
        notebook,
        timeout=120,
        kernel_name="python3",
        coalesce_streams=True,
        resources={"metadata": {"path": path.parent}},
    )
    client.execute()
    path.write_text(
        tidy(nbformat.writes(notebook), outputs=True, links=navigation(path)), encoding="utf-8"
    )
    print(f"{path.relative_to(ROOT).as_posix()} run.")


if __name__ == "__main__":
    os.environ[STORE] = "1"  # what needs more than every machine has is kept for the others
    chosen = [path for name in sys.argv[1:] for path in named(name)]
    for path in chosen or sorted(BOOK.glob("*.ipynb")):
        run(path)
