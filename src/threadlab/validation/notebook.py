"""Validate a notebook file: read it, run it, say how its tasks stand."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import nbformat
from jupyter_client.kernelspec import NoSuchKernel

from threadlab.errors import ThreadlabError
from threadlab.homework.tasks import settings_of
from threadlab.validation.checklist import checklist
from threadlab.validation.execution import SECONDS, Progress, run
from threadlab.validation.released import whole
from threadlab.validation.result import Checklist
from threadlab.words import say


def validate(path: Path, *, progress: Progress, seconds: int | None = SECONDS) -> Checklist:
    """Run the notebook at `path` in its folder, and say how its tasks stand; nothing is written.

    `progress` is called with the number of each cell before it runs, and that of all; `seconds`
    are for each cell. Raises `ThreadlabError` if there is no such notebook, or nothing in it to be
    validated.
    """
    notebook = _read(path)
    if not any(settings_of(cell) for cell in notebook.cells):
        raise ThreadlabError(say("validate.no_homework", name=path.name))
    made = whole(path, notebook)
    folder = path.resolve().parent
    try:
        ran = asyncio.run(run(made.notebook, folder, seconds=seconds, progress=progress))
    except NoSuchKernel as error:
        raise ThreadlabError(say("validate.no_kernel", kernel=error.name)) from None
    found = checklist(made.notebook, path.stem, ran=ran, seconds=seconds, released=made.released)
    return made.for_student(found)


def _read(path: Path) -> Any:
    try:
        return nbformat.read(path, as_version=4)
    except FileNotFoundError:
        raise ThreadlabError(say("validate.no_file", name=path)) from None
    except OSError as error:
        why = error.strerror or str(error)
        raise ThreadlabError(say("validate.unreadable_file", name=path, why=why)) from None
    except Exception as error:  # what nbformat raises for other files is anything
        why = type(error).__name__
        raise ThreadlabError(say("validate.no_notebook", name=path.name, why=why)) from None
