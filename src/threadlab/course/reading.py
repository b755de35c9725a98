"""Where a reader's runs of the chapters are kept: beside the book, and not in it.

The chapters in notebooks/ come with the book, and its updates bring new ones. What a reader saves
of them, outputs and edits, goes to reading/ under the same name, and the lab shows that instead. So
to run a chapter changes no file of the book, and an update finds none that has been changed.

When a chapter has been updated, what was saved of it gives way: outputs alone go, since they are
not those of the new text; a version with edits moves to my-versions/, where nothing touches it.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from contextlib import suppress
from datetime import date
from pathlib import Path
from typing import Any

from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager

BOOK, READING, KEPT = "notebooks", "reading", "my-versions"
_BASES = "bases.json"  # what each chapter was when it was first saved


class ReadersFiles(AsyncLargeFileManager):
    """The files of the lab, with what a reader has saved of a chapter in the place of it."""

    def _get_os_path(self, path: str) -> str:
        found = str(super()._get_os_path(path))  # type: ignore[no-untyped-call]
        copy = self._own(path)
        return str(copy) if copy is not None and copy.is_file() else found

    def _own(self, path: str) -> Path | None:
        """Where a reader's version of the chapter `path` is, or will be; None for other files."""
        folder, _, name = path.strip("/").rpartition("/")
        if folder != BOOK or not name.endswith(".ipynb"):
            return None
        return Path(self.root_dir) / READING / name

    async def get(self, path: str, content: bool = True, *rest: Any, **options: Any) -> Any:
        """Return the model of `path`; of a chapter that was updated, the new one."""
        if content and (copy := self._own(path)) is not None and copy.is_file():
            give_way(Path(self.root_dir), copy.name)
        return await super().get(path, content, *rest, **options)  # type: ignore[no-untyped-call]

    async def save(self, model: Any, path: str = "") -> Any:
        """Save `model`; what is saved of a chapter of the book goes to the reader's version."""
        copy = self._own(path)
        if copy is not None and not copy.is_file():
            begin(Path(self.root_dir), copy.name)
        return await super().save(model, path)  # type: ignore[no-untyped-call]


def begin(root: Path, name: str) -> None:
    """Make the reader's version of the chapter `name`, if the book has one of that name."""
    original = root / BOOK / name
    if not original.is_file():
        return
    copy = root / READING / name
    copy.parent.mkdir(exist_ok=True)
    _remember(root, name, sources(original))
    shutil.copyfile(original, copy)


def give_way(root: Path, name: str) -> None:
    """Let the reader's version of `name` go, or move it, if the book's is another by now."""
    original = root / BOOK / name
    now = sources(original) if original.is_file() else ""
    base = _bases(root).get(name)
    if now != base:
        forget(root, name)


def forget(root: Path, name: str) -> None:
    """Let the reader's version of `name` go; one that its reader has edited moves to my-versions/.

    There may be none.
    """
    original, copy = root / BOOK / name, root / READING / name
    if not copy.is_file():
        return
    unedited = (_bases(root).get(name), sources(original) if original.is_file() else "")
    if sources(copy) in unedited:
        copy.unlink()
    else:
        _keep(root, copy)
    _remember(root, name, None)


def let_go_of_lost(root: Path) -> None:
    """Let the versions go, or move them, whose chapters the book has no more under their names."""
    for copy in (root / READING).glob("*.ipynb"):
        if not (root / BOOK / copy.name).is_file():
            forget(root, copy.name)


def _keep(root: Path, copy: Path) -> None:
    """Move a version that its reader has edited to where it stays."""
    folder = root / KEPT
    folder.mkdir(exist_ok=True)
    stem = f"{copy.stem} ({date.today().isoformat()})"
    for number in range(1, 1000):
        target = folder / f"{stem}{f' {number}' if number > 1 else ''}.ipynb"
        if not target.exists():
            copy.rename(target)
            return


def sources(path: Path) -> str:
    """A digest of what stands in a notebook's cells, whatever they have shown."""
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        texts = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, LookupError, TypeError):  # a damaged one is like no other
        return hashlib.sha256(path.read_bytes()).hexdigest()
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def _bases(root: Path) -> dict[str, str]:
    try:
        found = json.loads((root / READING / _BASES).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def _remember(root: Path, name: str, digest: str | None) -> None:
    """Note what a chapter was when a reader began with it; None when there is no version of it."""
    bases = _bases(root)
    if digest is None:
        bases.pop(name, None)
    else:
        bases[name] = digest
    file = root / READING / _BASES
    draft = file.with_name(f"{_BASES}.{os.getpid()}")
    try:
        draft.write_text(json.dumps(bases, indent=1), encoding="utf-8")
        draft.replace(file)
    finally:
        with suppress(FileNotFoundError):
            draft.unlink()
