"""What the tests ask of Python in a page; see python.mjs. The input and the output are JSON."""

from __future__ import annotations

import json
import sys
from importlib.util import MAGIC_NUMBER
from pathlib import Path
from typing import Any


def main(text: str) -> str:
    asked = json.loads(text)
    compiled = _compiled()
    names: dict[str, Any] = {"__name__": "greenlets"}
    exec(asked["greenlets"], names)
    return json.dumps(
        {
            "compiled": compiled,
            "greenlets": [[name, repr(found)] for name, found in names["checks"]()],
            "corpus": _corpus(asked["corpus"]),
            "cells": _cells(asked["chapters"]),
        }
    )


def _compiled() -> dict[str, bool]:
    """The modules that a page begins with, and whether their code was taken as it had come."""
    import threadlab.web.desk  # noqa: F401

    found = {}
    for name, module in sys.modules.items():
        spec = module.__spec__
        if spec is None or not spec.has_location:
            continue
        if ".zip/" in str(spec.origin):  # where Python names the file that it has taken
            found[name] = str(spec.origin).endswith(".pyc")
        else:
            code = Path(str(spec.cached))
            found[name] = code.is_file() and code.read_bytes().startswith(MAGIC_NUMBER)
    return found


def _corpus(programs: dict[str, tuple[str, Any]]) -> dict[str, Any]:
    from threadlab.explorer import explore

    found = {}
    for name, (source, clock) in programs.items():
        verdict = explore(source, clock=clock, seconds=1e9)
        found[name] = [verdict.status, verdict.kind, verdict.runs, verdict.schedule]
    return found


def _cells(chapters: dict[str, list[tuple[str, str, bool]]]) -> dict[str, str]:
    """The errors of the cells that are live, by their names."""
    from threadlab.web.desk import Desk

    desk, errors = Desk(), {}
    for chapter, cells in chapters.items():
        earlier: list[str] = []
        for name, source, live in cells:
            if live:
                answer = json.loads(desk.ask("run", json.dumps([earlier, source])))
                if "error" in answer or not isinstance(answer["outputs"], list):
                    errors[f"{chapter} {name}"] = answer.get("error", "")
            earlier.append(source)
    return errors
