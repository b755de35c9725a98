"""Where the pages of the lab ask for the reader's progress, and tell what was done.

An extension of the student's server. What it is told stays in a file of the reader's on the same
machine (threadlab/progress.py).
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from threadlab.book.progress import chapters_in, overview
from threadlab.progress import KINDS, mark, own_file, read, unmark

PATH = "/threadlab/progress"
_NAME = re.compile(r"[\w.:-]{1,80}")


class ProgressHandler(APIHandler):
    """GET: what the start page shows. POST {kind, name, …}: something is done, or not after all."""

    @authenticated
    def get(self) -> None:
        """Answer with each chapter's ticks, and where to go on."""
        folder = Path(self.settings["server_root_dir"]).expanduser() / "notebooks"
        self.finish(json.dumps(overview(read(own_file()), chapters_in(folder))))

    @authenticated
    def post(self) -> None:
        """Take note of what is told, if it is of the form above."""
        told: Any = self.get_json_body()
        told = told if isinstance(told, dict) else {}
        kind, name = told.get("kind"), told.get("name")
        if kind not in KINDS or not (isinstance(name, str) and _NAME.fullmatch(name)):
            raise HTTPError(400, "This is no progress.")
        if told.get("done") is False:
            unmark(own_file(), kind, name)
        else:
            flags = {key: told[key] for key in ("right", "read") if isinstance(told.get(key), bool)}
            mark(own_file(), kind, name, **flags)
        self.finish("{}")


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [(url_path_join(base, PATH), ProgressHandler)])
