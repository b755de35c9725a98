"""The server's side of the button Validate: a checklist, line by line, while the notebook runs."""

from __future__ import annotations

import asyncio
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler
from jupyter_server.utils import url_path_join
from tornado import web

from threadlab.words import say

PATH = "/threadlab/validate"
_LONGEST = 64 * 1024 * 1024  # bytes of a line


class ValidateHandler(APIHandler):
    """Runs `threadlab validate` in a process of its own, so that the server goes on."""

    _process: asyncio.subprocess.Process | None = None

    @web.authenticated
    async def post(self) -> None:
        """Answer with lines of JSON: the words, a line before each cell, the checklist or error."""
        asked = self.get_json_body()
        if not isinstance(asked, dict) or not isinstance(asked.get("path"), str):
            raise web.HTTPError(400, "Which notebook is to be validated?")
        path = self._notebook(asked["path"])
        self.set_header("Content-Type", "application/x-ndjson")
        self.set_header("Cache-Control", "no-store")
        await self._tell({"words": words()})
        self._process = process = await asyncio.create_subprocess_exec(
            *command_for(path), cwd=path.parent,
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE, limit=_LONGEST,
        )  # fmt: skip
        assert process.stdout is not None and process.stderr is not None
        errors = asyncio.ensure_future(process.stderr.read())
        whole = False
        try:
            async for line in process.stdout:
                whole = whole or b'"tasks"' in line
                self.write(line)
                await self.flush()
        finally:
            self._end()
        said = (await errors).decode(errors="replace").strip()
        if not whole:
            self.log.error("Validating %s ended early: %s", path.name, said)
            await self._tell({"error": said.splitlines()[-1] if said else say("validate.broken")})

    def on_connection_close(self) -> None:
        """Stop what nobody waits for any more."""
        self._end()

    def _end(self) -> None:
        if self._process is not None and self._process.returncode is None:
            with suppress(ProcessLookupError):
                self._process.terminate()  # it shuts its kernel down

    def _notebook(self, path: str) -> Path:
        root = Path(self.settings["server_root_dir"]).expanduser().resolve()
        found = (root / path.lstrip("/")).resolve()
        if not found.is_relative_to(root) or not found.is_file():
            raise web.HTTPError(404, f"There is no notebook {path}.")
        return found

    async def _tell(self, message: dict[str, Any]) -> None:
        self.write(json.dumps(message) + "\n")
        await self.flush()


def command_for(notebook: Path) -> list[str]:
    """The command that validates a notebook in its folder; its name may look like an option."""
    options = ["validate", "--json", "--", notebook.name]
    return [sys.executable, "-P", "-m", "threadlab", *options]


def words() -> dict[str, str]:
    """What a checklist says, for a page to fill in."""
    names = (
        "passed", "failed", "open", "waits", "hidden", "read", "late", "unrun", "points_one",
        "again", "stop", "stopped", "go", "more",
    )  # fmt: skip
    found = {name: say(f"validate.{name}") for name in names}
    found |= {"story": say("check.story"), "show": say("check.show")}
    found["points"] = say("validate.points", points="{points}")
    found["running"] = say("validate.running", number="{number}", count="{count}")
    found["unread"] = say("validate.unread", cell="{cell}", message="{message}", line="{line}")
    return found


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: Any) -> None:
    base = server.web_app.settings["base_url"]
    server.web_app.add_handlers(".*$", [(url_path_join(base, PATH), ValidateHandler)])
