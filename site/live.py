"""What the pages load besides themselves: the modules of site/live, and Python for the page.

Without the packages of npm the small modules are there, and what they would load is not: the pages
say so themselves.
"""

from __future__ import annotations

import json
import shutil
from importlib.resources import files
from pathlib import Path

from bundle import bundle
from threadlab.book.progress import chapters_in
from threadlab.pictures import page
from threadlab.web.levels import levels

HERE = Path(__file__).resolve().parent
PROGRESS = "progress.mjs"


def put_live(out: Path, *, packages: bool) -> None:
    """Put what makes the site live into `out`/_live; without npm's `packages` progress alone."""
    put_pictures(out / "_static")
    live = out / "_live"
    live.mkdir(parents=True, exist_ok=True)
    _put_data(live / "book.json", book())
    shutil.copyfile(HERE / "live" / PROGRESS, live / PROGRESS)
    if packages:
        _put_data(live / "levels.json", [level.as_data() for level in levels()])
        bundle(out)


def _put_data(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")


def put_pictures(static: Path) -> None:
    """Put the style and the script that stored pictures share where every page finds them."""
    style = page.STYLE.removeprefix("<style>").removesuffix("</style>")
    (static / "pictures.css").write_text(style.strip() + "\n", encoding="utf-8")
    player = files("threadlab.pictures").joinpath("player.js").read_text(encoding="utf-8")
    (static / "player.js").write_text(player, encoding="utf-8")


def book() -> list[dict[str, object]]:
    """What there is to do in each chapter, for the page that shows the reader's progress."""
    return [
        {
            "number": chapter.number,
            "title": chapter.title,
            "file": chapter.file.replace(".ipynb", ".html"),
            "names": {kind: list(names) for kind, names in chapter.names.items()},
        }
        for chapter in chapters_in(HERE.parent / "notebooks")
    ]
