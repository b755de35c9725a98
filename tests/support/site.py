"""The built site: its pages as text, a server that has it under a prefix, what it must have."""

from __future__ import annotations

import functools
import http.server
import os
import re
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from html import unescape
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from support.project import PROJECT

PREFIX = "/some/where"
TAG = re.compile(r"<([a-zA-Z][\w-]*)((?:\s+[^\s=>]+(?:=(?:\"[^\"]*\"|'[^']*'|[^\s>]*))?)*)\s*/?>")
ATTRIBUTE = re.compile(r"([^\s=>]+)=(?:\"([^\"]*)\"|'([^']*)')")
RAW = re.compile(r"<(script|style)\b([^>]*)>.*?</\1>|<!--.*?-->", re.DOTALL)


def build(out: Path) -> str:
    """Build the site into `out`; return what the builder said beside where it is."""
    line = [sys.executable, str(PROJECT / "site" / "build.py"), str(out)]
    done = subprocess.run(line, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr
    if os.environ.get("CI"):
        assert not done.stderr, f"In CI the site has all its parts: {done.stderr}"
    return done.stderr


@functools.cache  # several tests go through all pages
def tags(path: Path) -> tuple[tuple[str, dict[str, str]], ...]:
    """The tags of a page, each with its attributes; what scripts hold is left out."""
    return tuple(_tags(path))


def _tags(path: Path) -> Iterator[tuple[str, dict[str, str]]]:
    text = RAW.sub(r"<\1\2>", path.read_text(encoding="utf-8"))
    for tag in TAG.finditer(text):
        found = ATTRIBUTE.findall(tag[2])
        yield tag[1].lower(), {name: unescape(one or other) for name, one, other in found}


def pages(site: Path) -> list[Path]:
    """The pages of the site."""
    return sorted(site.rglob("*.html"))


def leads_to(page: Path, link: str, site: Path) -> tuple[Path, str]:
    """The file and the anchor that a relative link of a page leads to."""
    here = "/" + page.relative_to(site).as_posix()
    target, anchor = urldefrag(urljoin(here, link))
    path = unquote(urlsplit(target).path).lstrip("/")
    return site / (path if path and not path.endswith("/") else f"{path}index.html"), unquote(
        anchor
    )


class Quiet(http.server.SimpleHTTPRequestHandler):
    """A plain host that has the site in a folder, and nothing else."""

    extensions_map: ClassVar[dict[str, str]] = (
        http.server.SimpleHTTPRequestHandler.extensions_map | {".mjs": "text/javascript"}
    )

    def translate_path(self, path: str) -> str:
        if not path.startswith(f"{PREFIX}/"):
            return str(Path(self.directory) / "nothing-is-here")
        return super().translate_path(path.removeprefix(PREFIX))

    def log_message(self, *arguments: Any) -> None:
        pass


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serve the site under a prefix; give its address, with a slash at the end."""
    handler = functools.partial(Quiet, directory=str(site))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{PREFIX}/"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
