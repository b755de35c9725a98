"""An experiment is a folder: what is in it, and what it may know."""

from __future__ import annotations

import ast
import subprocess
import sys
from importlib import import_module
from inspect import signature

import pytest

from support.project import PROJECT
from threadlab.experiments import workload
from threadlab.experiments.recorded import recorded

FOLDER = PROJECT / "src" / "threadlab" / "experiments"
EXPERIMENTS = sorted(
    init.parent.name for init in FOLDER.glob("*/__init__.py") if init.parent.name != "workload"
)
RECORDED = sorted(file.parent.name.replace("_", "-") for file in FOLDER.glob("*/recorded.toml"))


def test_jobs_are_found_by_the_names_of_their_folders() -> None:
    assert {"lost-updates", "tasks", "take-one"} <= set(workload.jobs())
    for name in workload.jobs():
        job = import_module(f"threadlab.experiments.{name.replace('-', '_')}.job")
        assert signature(job.run).return_annotation == "dict[str, object]", name


@pytest.mark.parametrize("name", ["nothing", "workload", "recorded", "start-up", "lost_updates"])
def test_what_is_no_job_is_a_key_error_with_those_that_there_are(name: str) -> None:
    with pytest.raises(KeyError, match=r"there is no job .* lost-updates, "):
        workload.do(name, {})


def test_jobs_need_neither_the_package_nor_any_other() -> None:
    """An interpreter without packages imports them all, and nothing of threadlab."""
    code = (
        "import sys; sys.path.append(sys.argv[1])\n"
        "from importlib import import_module\n"
        "from experiments import workload\n"
        "for name in workload.jobs():\n"
        '    import_module(f\'experiments.{name.replace("-", "_")}.job\')\n'
        "for name, module in sys.modules.items():\n"
        "    file = getattr(module, '__file__', None) or ''\n"
        "    if file.startswith(sys.argv[1]):\n"
        "        print(name)\n"
    )
    command = [sys.executable, "-I", "-S", "-c", code, str(FOLDER.parent)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    loaded = run.stdout.split()
    assert "experiments.lost_updates.job" in loaded
    for name in loaded:
        parts = name.split(".")
        assert parts[0] == "experiments", name
        shared = len(parts) < 3 or parts[1] == "workload"
        assert shared or parts[2] in ("job", "designs"), f"a job imports {name}"


@pytest.mark.parametrize("folder", ["", *EXPERIMENTS])
def test_packages_import_nothing(folder: str) -> None:
    """Else a job, which is imported through them, would need what they need."""
    tree = ast.parse((FOLDER / folder / "__init__.py").read_text(encoding="utf-8"))
    assert ast.get_docstring(tree) and len(tree.body) == 1


def test_what_experiments_share_knows_none_of_them() -> None:
    for file in [*FOLDER.glob("*.py"), *(FOLDER / "workload").glob("*.py")]:
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            parts = (getattr(node, "module", None) or "").split(".")
            assert not set(EXPERIMENTS) & set(parts), f"{file.name} imports {'.'.join(parts)}"


@pytest.mark.parametrize("name", RECORDED)
def test_recorded_figures_name_their_build(name: str) -> None:
    for build in recorded(name):
        assert build["name"]
        assert all(isinstance(value, (int, float, list, str)) for value in build.values())
