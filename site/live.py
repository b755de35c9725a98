"""What the pages load besides themselves: the modules of site/live, and Python for the page.

Without the packages of npm the small modules are there, and what they would load is not: the pages
say so themselves.
"""

from __future__ import annotations

import json
import re
import shutil
from importlib.resources import files
from pathlib import Path

from bundle import LIVE, bundle, service, versioned
from threadlab.book.progress import chapters_in
from threadlab.pictures import page as pictures
from threadlab.web.levels import levels

HERE = Path(__file__).resolve().parent
PROGRESS = "progress.mjs"
LOADED = re.compile(rf' src="(?:\.\./)*{LIVE}/')


def put_live(out: Path, *, packages: bool) -> str:
    """Put what makes the site live into `out`/_live; without npm's `packages` progress alone.

    It lies under a version there, and the pages name it: a page that was loaded before another
    version was published gets its own parts or none, and no others. Returns what it lacks, in a
    sentence, or "".
    """
    put_pictures(out / "_static")
    live = out / LIVE
    live.mkdir(parents=True, exist_ok=True)
    _put_data(live / "book.json", book())
    shutil.copyfile(HERE / "live" / PROGRESS, live / PROGRESS)
    lacks = ""
    if packages:
        _put_data(live / "levels.json", [level.as_data() for level in levels()])
        lacks = bundle(out)
    version = versioned(out)
    if packages:
        service(out, version)
    for page in out.rglob("*.html"):
        text = page.read_text(encoding="utf-8")
        page.write_text(LOADED.sub(rf"\g<0>{version}/", text), encoding="utf-8")
    return lacks


def _put_data(path: Path, data: object) -> None:
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    path.write_text(text, encoding="utf-8", newline="\n")


def put_pictures(static: Path) -> None:
    """Put the style and the script that stored pictures share where every page finds them."""
    style = pictures.STYLE.removeprefix("<style>").removesuffix("</style>")
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
