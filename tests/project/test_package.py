"""What the package offers, and that importing it is light."""

from __future__ import annotations

import subprocess
import sys

import pytest

import threadlab


def test_what_a_reader_imports_is_there_and_loaded_late() -> None:
    for name in threadlab.__all__:
        assert callable(getattr(threadlab, name))
    assert set(threadlab.__all__) <= set(dir(threadlab))
    with pytest.raises(
        AttributeError, match=r"threadlab has no 'nothing'; it offers Outcome, Outcomes, "
    ):
        threadlab.nothing  # noqa: B018


def test_importing_the_package_is_light() -> None:
    code = "import sys, threadlab; print([m for m in sys.modules if m.split('.')[0] in " \
           "('ipywidgets', 'matplotlib', 'nbgrader', 'IPython', 'numpy')])"  # fmt: skip
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"
