"""A real browser; in CI there has to be one."""

from __future__ import annotations

import os

import pytest

from threadlab.doctor import browser_path

CHROMIUM = browser_path()
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

needs_browser = [pytest.mark.browser]
if not CHROMIUM:
    if os.environ.get("CI"):
        raise RuntimeError("There is no Chromium, and in CI the browser tests may not be skipped.")
    needs_browser += [pytest.mark.skip(reason="no Chromium: see make doctor")]
