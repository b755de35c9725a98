"""Build the book as a site: `make site`, into build/site/, from the notebooks as they are stored.

    python site/build.py            into build/site/
    python site/build.py FOLDER     into another folder

Nothing is fetched and no cell is run. What makes the programs live (Python for the page, an editor)
comes from npm; without npm the pages are built all the same, and one sentence says what they lack.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PACKAGES = HERE / "node_modules"
NO_NPM = (
    "There is no npm on this machine, so the site is built without what makes its programs live: "
    "every page is there with its stored results. Install Node.js (nodejs.org) and run "
    "'make site' again to have them."
)
NO_PACKAGES = (
    "npm could not bring the packages of site/package-lock.json (its last line: {line}), so the "
    "site is built without what makes its programs live: every page is there with its stored "
    "results. Check the network and run 'make site' again."
)


def packages() -> str:
    """Install what site/package-lock.json names, unless it is there; return why not, or ""."""
    lock = HERE / "package-lock.json"
    stamp = PACKAGES / ".package-lock.json"  # npm writes it when it is done
    if stamp.is_file() and stamp.stat().st_mtime >= lock.stat().st_mtime:
        return ""
    npm = shutil.which("npm")
    if npm is None:
        return NO_NPM
    # No package's own script is run: none of them needs one.
    line = [npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    done = subprocess.run(line, cwd=HERE, capture_output=True, text=True)
    if done.returncode:
        said = (done.stderr or done.stdout).strip().splitlines() or ["nothing"]
        return NO_PACKAGES.format(line=said[-1])
    stamp.touch()
    return ""


def build(out: Path) -> list[str]:
    """Build the site in the folder `out`, which is made anew; return what there is to say."""
    from sphinx.application import Sphinx

    from finishing import finish
    from live import put_live
    from staging import stage

    lacks = packages()
    staged = out.parent / f"{out.name}-source"
    beside = out.parent / f"{out.name}-doctrees"
    for folder in (staged, beside, out):
        shutil.rmtree(folder, ignore_errors=True)
    stage(ROOT, staged, live=not lacks)
    application = Sphinx(
        str(staged), str(HERE), str(out), str(beside), "html",
        {"tl_live": not lacks}, status=None, warningiserror=True, verbosity=-1, freshenv=True,
    )  # fmt: skip
    application.build(force_all=True)
    finish(out)
    for rest in (".buildinfo", "objects.inv", "_sources", ".doctrees"):
        path = out / rest
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    for notebook in staged.rglob("*.original"):
        place = out / notebook.relative_to(staged).with_suffix(".ipynb")
        shutil.copyfile(notebook, place)
    (out / ".nojekyll").touch()  # a host that runs Jekyll would leave out folders like _static
    slow = put_live(out, packages=not lacks)
    return [sentence for sentence in (lacks, slow) if sentence]


def main(arguments: list[str]) -> int:
    """Build, and say how long it took and how large it is; return the exit code."""
    out = Path(arguments[0]).resolve() if arguments else ROOT / "build" / "site"
    begin = time.perf_counter()
    for sentence in build(out):
        print(sentence, file=sys.stderr)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    print(
        f"{out / 'index.html'}: {size / 1e6:.1f} MB in {time.perf_counter() - begin:.0f} s. "
        f"Look at it with: {Path(sys.executable).name} -m http.server --directory {out}"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
