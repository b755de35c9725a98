"""What Sphinx adds to each page: its cells, wrapped and named for the page's scripts, and links.

The contract with the scripts: a code cell stands in `<div class="tl-cell" data-cell="ID">`, and the
page ends with the JSON of its cells, `<script type="application/json" id="tl-cells">`.
"""

from __future__ import annotations

import json
import re
from html import escape
from pathlib import Path, PurePosixPath
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx

HERE = Path(__file__).resolve().parent
SETUP = "setup"
MODULES = {"own": "own.mjs", "game": "game.mjs"}  # a page's own script, beside those of all pages
HOMEWORK = "homework"
NOTEBOOKS = ("notebooks", HOMEWORK)


def setup(app: Sphinx) -> dict[str, Any]:
    """Called by Sphinx."""
    app.add_config_value("tl_live", True, "html")
    app.connect("doctree-read", wrap_cells)
    app.connect("html-page-context", add_to_page)
    return {"parallel_read_safe": False, "parallel_write_safe": True}


def wrap_cells(app: Sphinx, doctree: nodes.document) -> None:
    """Put each code cell into a box with its id, and note the page's cells."""
    found = []
    for node in list(doctree.findall(nodes.container)):
        if "cell" not in node["classes"] or node.get("nb_element") != "cell_code":
            continue
        cell = node["cell_metadata"]["threadlab"]
        name = escape(cell["id"])
        begin = f'<div class="tl-cell" data-cell="{name}" id="cell-{name}">'
        end = "</div>"
        if cell["id"] == SETUP:
            begin = (
                '<details class="tl-setup"><summary>The lines with which every chapter begins'
                f"</summary>{begin}"
            )
            end += "</details>"
        parent, place = node.parent, node.parent.index(node)
        parent.insert(place + 1, nodes.raw("", end, format="html"))
        parent.insert(place, nodes.raw("", begin, format="html"))
        found.append(cell)
    if found:
        docname = app.env.docname
        page = {"page": PurePosixPath(docname).name, "cells": found}
        app.env.metadata[docname]["tl-cells"] = json.dumps(page, ensure_ascii=False)


def add_to_page(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: Any
) -> None:
    """Add the JSON of the cells, the scripts that the page needs, and the notebook itself."""
    for file in context["script_files"]:
        if getattr(file, "filename", None) and "async" not in file.attributes:
            file.attributes["defer"] = "defer"
    up = "../" * pagename.count("/")
    cells = (context.get("meta") or {}).get("tl-cells")
    end = []
    if cells:
        quoted = cells.replace("<", "\\u003c")
        end.append(f'<script type="application/json" id="tl-cells">{quoted}</script>')
    wanted = ["progress.mjs"]
    folder, _, name = pagename.rpartition("/")
    if app.config.tl_live:
        wanted += ["homework.mjs" if folder == HOMEWORK else "island.mjs"] if cells else []
        wanted += [MODULES[pagename]] if pagename in MODULES else []
    end += [
        f'<script type="module" src="{up}_live/{name}"></script>'
        for name in wanted
        if (HERE / "live" / name).is_file()
    ]
    body = context.get("body", "")
    if "data-tl-player" in body:
        end.append(f'<script defer="defer" src="{up}_static/player.js"></script>')
    if folder in NOTEBOOKS and (Path(app.srcdir) / f"{pagename}.original").is_file():
        body = re.sub(r"</h1>", lambda match: f"</h1>\n{take_along(name, up)}", body, count=1)
    body = body.replace("<img ", '<img loading="lazy" ')
    context["body"] = f"{body}\n{''.join(end)}"


def take_along(name: str, up: str) -> str:
    """Return the line under a page's title: the notebook itself, and how to run it."""
    return (
        f'<p class="tl-along"><a href="{name}.ipynb" download>Download the notebook</a>'
        f'<a href="{up}lab.html">Open it in the lab</a></p>'
    )
