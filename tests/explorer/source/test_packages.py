"""Packages beside a program are imported as Python imports them: in the same order, each once."""

from __future__ import annotations

import random
import subprocess
import sys
from pathlib import Path

import pytest

from threadlab import explore, simulate
from threadlab.explorer.source.modules import reach

NAMES = ("one", "two", "three")
# A traceback would import once more what could not be imported, to say what may have been meant.
IN_PYTHON = """
try:
    exec({program!r})
except Exception as error:
    raise SystemExit(type(error).__name__)
"""


def write_packages(folder: Path, seed: int) -> str:
    """Write packages at random, which import each other and themselves; return the program.

    Each module prints its name when it begins and when it ends, and has a variable of its own.
    """
    draw = random.Random(seed)
    modules = [("pkg",), ("other",)]
    modules += [(root, name) for root in ("pkg", "other") for name in NAMES]
    modules += [("pkg", "inner"), ("pkg", "inner", "deep")]
    packages = [("pkg",), ("other",), ("pkg", "inner")]
    # A package without a file of its own, which is not found within another one in 3.15 yet.
    bare = draw.random() < 0.3 and sys.version_info < (3, 15)

    def imports(me: tuple[str, ...]) -> list[str]:
        lines = []
        for _ in range(draw.choice((0, 1, 1, 2))):
            other = draw.choice(modules)
            dotted = ".".join(other)
            ways = [f"import {dotted}", f"import {dotted} as m"]
            if len(other) > 1:
                ways.append(f"from {'.'.join(other[:-1])} import {other[-1]}")
            if len(other) > 1 and me and me[0] == other[0]:
                up = "." * (len(me) if me in packages else len(me) - 1)
                ways.append(f"from {up}{'.'.join(other[1:-1])} import {other[-1]}")
            ways.append(f"from {dotted} import value")
            line = draw.choice(ways)
            if draw.random() < 0.5:
                lines.append(line)
            else:
                lines += ["try:", f"    {line}", "except (ImportError, AttributeError):",
                          "    print('not yet')"]  # fmt: skip
        return lines

    for module in modules:
        if bare and module == ("pkg", "inner"):
            (folder / "pkg" / "inner").mkdir(parents=True, exist_ok=True)
            continue
        path = folder.joinpath(*module)
        is_package = module in packages
        (path if is_package else path.parent).mkdir(parents=True, exist_ok=True)
        file = path / "__init__.py" if is_package else path.with_suffix(".py")
        name = ".".join(module)
        body = [f"print('begin {name}')", *imports(module), f"value = {name!r}",
                *imports(module), f"print('end {name}')"]  # fmt: skip
        file.write_text("\n".join(body) + "\n")
    program = [line for _ in range(3) for line in imports(())]
    return "\n".join(["def main():", "    pass", *program]) + "\n"


@pytest.mark.parametrize("seed", range(30))
def test_packages_are_imported_in_the_order_of_python(
    seed: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = write_packages(tmp_path, seed)
    real = subprocess.run(
        [sys.executable, "-S", "-c", IN_PYTHON.format(program=program)],
        cwd=tmp_path,
        capture_output=True,
        text=True,
    )
    monkeypatch.syspath_prepend(tmp_path)
    run = simulate(program, entry="main")
    assert run.output == real.stdout
    failed = real.stderr.strip()
    assert (run.kind or "") == ("exception" if failed else ""), (real.stderr, run.message)
    assert failed in run.message


@pytest.mark.parametrize(
    "line",
    [
        "import sys; sys.modules['pkg.part'].value",
        "import sys; assert sys.modules['pkg.part'].value == 3 and 'json' not in sys.modules",
        "import sys, json; assert sys.modules['json'] is json and 'queue' not in sys.modules",
        "import sys; assert all(name in sys.modules for name in ('sys', 'pkg', __name__))",
    ],
)
def test_what_has_been_imported_is_in_sys_modules(
    line: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "pkg").mkdir()
    (tmp_path / "pkg" / "part.py").write_text("value = 3\n")
    monkeypatch.syspath_prepend(tmp_path)
    verdict = explore(f"import pkg.part\ndef main():\n    {line}\n")
    assert verdict.status == "proved", verdict


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("import threading, weakref", 1),
        ("import weakref\nprint(1)", 1),
        ("import weakref as w\nw.ref(print)", 2),
        ("import weakref; r = weakref.ref(print)", 2),
        ("import weakref\nr = weakref.ref(print)", 2),
        ("from weakref import ref", 2),
        ("import sys\nsys.modules['weakref']", 2),
        ("class A:\n    def __del__(self): pass", 1),
        ("import threading", 0),
    ],
)
def test_a_module_of_weak_references_that_is_only_imported_makes_none(text: str, ends: int) -> None:
    assert reach([text]).ends == ends
