"""What the panel *Contents* of the student's lab shows: chapters with ticks and minutes, homework.

An extension of the student's server. The chapters' titles, minutes and tasks are read from their
files, what is done from the reader's own file.
"""

from __future__ import annotations

import json
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from threadlab.book.progress import chapters_in, overview
from threadlab.course.reading import BOOK, READING, forget
from threadlab.progress import own_file, read
from threadlab.words import say

PATH = "/threadlab/contents"
_MINUTES = re.compile(r"\*(\d+) minutes")
_WORDS = ("title", "homework", "more", "fetch", "read", "minutes", "again", "sure", "next")


def contents_of(root: Path) -> dict[str, Any]:
    """The contents of the course folder `root`, as plain data.

    `chapters` are those of the start page (threadlab.book.progress), each with its `minutes`, None
    if it states none, and whether a version of its reader's is `saved`; `pages` are the other
    notebooks of the book, and `homework` those that were fetched, as [title, path].
    """
    found = overview(read(own_file()), chapters_in(root / BOOK))
    for chapter in found["chapters"]:
        path = root / BOOK / chapter["file"]
        chapter["minutes"] = _minutes(path)
        chapter["saved"] = (root / READING / chapter["file"]).is_file()
    known = {chapter["file"] for chapter in found["chapters"]}
    pages = sorted(path for path in (root / BOOK).glob("*.ipynb") if path.name not in known)
    found["pages"] = [[_title(path), f"{BOOK}/{path.name}"] for path in pages]
    homework = sorted((root / "homework").glob("[!.]*/*.ipynb"))
    found["homework"] = [[path.stem, path.relative_to(root).as_posix()] for path in homework]
    found["words"] = {word: say(f"contents.{word}") for word in _WORDS if word != "minutes"}
    found["words"]["minutes"] = say("contents.minutes", minutes="{minutes}")
    return found


def _first_text(path: Path) -> str:
    try:
        state = path.stat()
        return _read_first_text(path, state.st_mtime_ns, state.st_size)
    except (OSError, ValueError, LookupError, TypeError):
        return ""


@lru_cache(maxsize=256)
def _read_first_text(path: Path, changed: int, size: int) -> str:
    """The text of the first cell of a notebook that was `changed` at that time."""
    return "".join(json.loads(path.read_text(encoding="utf-8"))["cells"][0]["source"])


def _minutes(path: Path) -> int | None:
    found = _MINUTES.search(_first_text(path))
    return int(found[1]) if found else None


def _title(path: Path) -> str:
    heading = re.match(r"# *(.+)", _first_text(path))
    return heading[1].strip() if heading else path.stem


class ContentsHandler(APIHandler):
    """GET: the contents. POST {file}: let go what was saved of a chapter."""

    @property
    def _root(self) -> Path:
        return Path(self.settings["server_root_dir"]).expanduser().resolve()

    @authenticated
    def get(self) -> None:
        """Answer with `contents_of` the lab's folder."""
        self.set_header("Cache-Control", "no-store")
        self.finish(json.dumps(contents_of(self._root)))

    @authenticated
    def post(self) -> None:
        """Forget the reader's version of a chapter; one with edits is kept in my-versions/."""
        told: Any = self.get_json_body()
        name = told.get("file") if isinstance(told, dict) else None
        if not isinstance(name, str) or not (self._root / BOOK / name).is_file() or "/" in name:
            raise HTTPError(400, "There is no such chapter.")
        forget(self._root, name)
        self.finish("{}")


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [(url_path_join(base, PATH), ContentsHandler)])
