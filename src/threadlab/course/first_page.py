"""The address at which the instructor's lab opens: JupyterLab with formgrader in front.

JupyterLab's own address for that has a question mark, and Jupyter writes a second one before the
token when it prints the link: who clicked on that had no token and no formgrader. An extension of
the server, which leads on from an address without one.
"""

from __future__ import annotations

from typing import Any

from jupyter_server.base.handlers import RedirectWithParams
from jupyter_server.utils import url_path_join

PATH = "/teach"
LAB = "/lab/workspaces/teach?formgrader=true"


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    base = server.web_app.settings["base_url"]
    where = {"url": url_path_join(base, LAB), "permanent": False}
    server.web_app.add_handlers(".*$", [(url_path_join(base, PATH), RedirectWithParams, where)])
