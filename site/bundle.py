"""What live islands need, put together in the built site: Python for browsers, the editor, ours.

`bundle(site)` writes `_live/` into the folder of the built site. What comes from npm
must have been brought before, by `npm ci --ignore-scripts` in this folder.
"""

from __future__ import annotations

import ast
import hashlib
import json
import shutil
import subprocess
import zipfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCE = HERE.parent / "src"
MODULES = HERE / "node_modules"
LIVE = "_live"
LEVELS = SOURCE / "threadlab" / "book" / "en" / "levels"

# What Python loads, in the order in which it is wanted: progress is told against their size.
_PYTHON = ("pyodide.mjs", "pyodide.asm.mjs", "pyodide.asm.wasm", "python_stdlib.zip")
_COUNTED = ("pyodide.asm.wasm", "python_stdlib.zip", "pyodide-lock.json", "threadlab.zip")
# Modules are found by their imports, from these on; data that they read lie beside them.
_FIRST = (
    "threadlab.web.desk",
    "threadlab.web.stacks",
    "threadlab.book",  # beside which the levels of the game lie
    # What `import threadlab as tl` finds by a name, where that runs in a page.
    "threadlab.lab.endings",
    "threadlab.lab.seats",
    "threadlab.lab.supply",
    "threadlab.lab.vary",
)
_DATA = (
    "words.toml",
    "pictures/player.js",
    "explorer/objects/effects.toml",
    "explorer/objects/known.toml",
    *(f"book/en/levels/{path.name}" for path in sorted(LEVELS.glob("*.toml"))),
)
_NEVER = ("threadlab.lab.notebook",)  # a front of its own, with packages that a page does not have
_DATE = (2026, 1, 1, 0, 0, 0)  # the same bytes each time
NOT_COMPILED = (
    "Node.js could not compile what a page of the site loads (it said: {line}), so Live takes some "
    "seconds more to start; all else is as it should be. Install a newer Node.js (nodejs.org) and "
    "run 'make site' again."
)


class NoModules(Exception):  # noqa: N818
    """What npm brings is not there; its text says how to get it."""

    def __init__(self) -> None:
        super().__init__(
            "The live parts of the site come from npm, and are not there: install Node.js with "
            "npm, then run 'npm ci --ignore-scripts' in the folder site."
        )


def bundle(site: Path) -> str:
    """Write `_live/` into the built `site`; return what it lacks, in a sentence, or "".

    Raises `NoModules` if what npm brings is missing.
    """
    if not (MODULES / "pyodide" / "pyodide.mjs").is_file():
        raise NoModules
    live = site / LIVE
    live.mkdir(parents=True, exist_ok=True)
    said = put_python(live)
    for path in sorted((HERE / "live").iterdir()):
        if path.suffix in (".mjs", ".css"):
            shutil.copyfile(path, live / path.name)
    _board(live)
    _editor(live)
    total = sum((live / name).stat().st_size for name in _COUNTED)
    _write(live / "files.mjs", f"export const TOTAL = {total}; // bytes that Python loads\n")
    return said


def put_python(live: Path) -> str:
    """Put what Python loads into the folder `live`; return what it lacks, as `bundle` does."""
    for name in _PYTHON:
        shutil.copyfile(MODULES / "pyodide" / name, live / name)
    lock = json.loads((MODULES / "pyodide" / "pyodide-lock.json").read_text(encoding="utf-8"))
    _write(live / "pyodide-lock.json", json.dumps(lock | {"packages": {}}))
    write_archive(live / "threadlab.zip")
    return _compile(live)


def write_archive(path: Path) -> None:
    """Write the modules and data that run in a page into an archive from which Python imports."""
    files = sorted({*_modules(), *(SOURCE / "threadlab" / name for name in _DATA)})
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for file in files:
            entry = zipfile.ZipInfo(file.relative_to(SOURCE).as_posix(), _DATE)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, file.read_bytes())


def _compile(live: Path) -> str:
    """Put the code of modules beside their text, in the archives of the folder `live`.

    A page starts twice as quickly with it, and does without. Returns why it is not there, or "".
    """
    own = next(iter(sorted(MODULES.glob("node-*/bin/node"))), None)  # npm brings it for the tests
    program = own or shutil.which("node")
    if program is None:
        return NOT_COMPILED.format(line="there is none")
    line = [program, HERE / "compiled.mjs", live.resolve()]
    done = subprocess.run(line, capture_output=True, text=True)
    if done.returncode == 0:
        return ""
    said = [each for each in done.stderr.splitlines() if "Error" in each]
    return NOT_COMPILED.format(line=(said or ["nothing"])[-1].strip()[:200])


def _modules() -> set[Path]:
    """The files of all modules that those which come first import, directly or not."""
    found: dict[str, Path] = {}
    todo = list(_FIRST)
    while todo:
        name = todo.pop()
        if name in found or name in _NEVER:
            continue
        path = _file_of(name)
        if path is None:
            continue
        found[name] = path
        todo.append(name.rpartition(".")[0])
        todo += _imports(path)
    return set(found.values())


def _file_of(name: str) -> Path | None:
    if name.partition(".")[0] != "threadlab":
        return None
    place = SOURCE.joinpath(*name.split("."))
    return next((p for p in (place / "__init__.py", place.with_suffix(".py")) if p.is_file()), None)


def _imports(path: Path) -> list[str]:
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names += [node.module, *(f"{node.module}.{alias.name}" for alias in node.names)]
    return names


def _board(live: Path) -> None:
    """The board of a game as the lab has it, with the style of its pictures."""
    lab = SOURCE / "threadlab" / "lab"
    shutil.copyfile(lab / "board.js", live / "board.js")
    from threadlab.pictures.page import STYLE

    style = STYLE.removeprefix("<style>").removesuffix("</style>")
    _write(live / "board.css", style + (lab / "board.css").read_text(encoding="utf-8"))


def _editor(live: Path) -> None:
    """The editor and the parts that it is made of, in one file."""
    program = MODULES / "esbuild" / "bin" / "esbuild"
    options = ["--bundle", "--format=esm", "--minify", "--target=es2022", "--log-level=warning"]
    options.append(f"--outfile={live / 'editor.mjs'}")
    subprocess.run([program, HERE / "live" / "editor.mjs", *options], check=True)


def versioned(site: Path) -> str:
    """Put all that is in `_live/` under a version, which changes with any of it; return that."""
    digest = hashlib.sha256()
    files = sorted((site / LIVE).iterdir())
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes())
    version = digest.hexdigest()[:12]
    (site / LIVE / version).mkdir()
    for file in files:
        file.rename(site / LIVE / version / file.name)
    return version


def service(site: Path, version: str) -> None:
    """Write the service worker, which keeps what there is of this version."""
    names = sorted(path.name for path in (site / LIVE / version).iterdir())
    text = (HERE / "live" / "sw.js").read_text(encoding="utf-8")
    text = text.replace('"VERSION"', json.dumps(version))
    _write(site / "sw.js", text.replace('["FILES"]', json.dumps(names)))


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")
