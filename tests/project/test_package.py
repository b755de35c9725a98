"""What the package offers, and that importing it is light."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from flit_core.wheel import make_wheel_in

import threadlab
from support.project import PROJECT


def test_what_a_reader_imports_is_there_and_loaded_late() -> None:
    for name in threadlab.__all__:
        assert callable(getattr(threadlab, name))
    assert set(threadlab.__all__) <= set(dir(threadlab))
    with pytest.raises(
        AttributeError, match=r"threadlab has no 'nothing'; it offers Outcome, Outcomes, "
    ):
        threadlab.nothing  # noqa: B018
    with pytest.raises(
        AttributeError, match=r"^threadlab has no 'simulat'. Did you mean 'simulate'\?$"
    ):
        threadlab.simulat  # noqa: B018


def test_importing_the_package_is_light() -> None:
    code = "import sys, threadlab; print([m for m in sys.modules if m.split('.')[0] in " \
           "('ipywidgets', 'matplotlib', 'nbgrader', 'IPython', 'numpy')])"  # fmt: skip
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_wheel_brings_all_that_is_in_the_source_also_what_is_no_python(tmp_path: Path) -> None:
    made = make_wheel_in(PROJECT / "pyproject.toml", tmp_path)
    with zipfile.ZipFile(made.file) as wheel:
        brought = set(wheel.namelist())
    source = {
        file.relative_to(PROJECT / "src").as_posix()
        for file in (PROJECT / "src").rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert "threadlab/experiments/lost_updates/recorded.toml" in source
    assert source <= brought, source - brought
