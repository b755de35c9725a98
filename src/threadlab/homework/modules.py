"""The modules that a student's `%%program --only-write` cells have written."""

from __future__ import annotations

from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

from threadlab.homework.workshop import workshop
from threadlab.words import say


def written(name: str) -> Path:
    """Return the file of the module `name`; raises `AssertionError` if no cell has written it."""
    path = workshop() / f"{name}.py"
    if not path.is_file():
        raise AssertionError(say("checks.not_written", name=path.name))
    return path


def fresh(name: str) -> ModuleType:
    """Run the module `name` as it is written now, whatever was imported before, and return it."""
    spec = spec_from_file_location(name, written(name))
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
