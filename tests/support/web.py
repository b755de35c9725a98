"""What npm brings for the site, and a node that can put stacks aside."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from support.project import PROJECT

MODULES = PROJECT / "site" / "node_modules"
PYODIDE = MODULES / "pyodide"


def node() -> Path | None:
    """The node of site/package.json, if npm has brought it."""
    return next(iter(sorted(MODULES.glob("node-*/bin/node"))), None)


needs_packages = []
if not (PYODIDE / "pyodide.mjs").is_file() or node() is None:
    if os.environ.get("CI"):
        raise RuntimeError("The packages of site/package-lock.json are missing: npm ci in site.")
    reason = "no packages of npm: run 'npm ci --ignore-scripts' in the folder site"
    needs_packages.append(pytest.mark.skip(reason=reason))
