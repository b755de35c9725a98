"""What the pages for contributors name is there: files, folders, names in code, commands."""

from __future__ import annotations

import os
import re
from functools import cache
from pathlib import Path

import pytest

import run_tests
from support.project import PROJECT

PAGES = [
    PROJECT / "README.md",
    PROJECT / "CONTRIBUTING.md",
    *sorted((PROJECT / "docs").glob("*.md")),
]
HOUSE = ["CONTRIBUTING.md", "docs/architecture.md", "docs/writing.md"]
CODE = ("src", "tests", "tools", "site", "benchmarks")
SUFFIXES = "py|toml|mjs|js|css|md|ipynb|yml|lock|csv|png"
NO_SOURCE = {".git", ".venv", "node_modules", "build", "demo", "reading", "__pycache__"}
# What a reader makes, what is made when the project is used, and what is Python's own.
MADE = re.compile(
    r"[A-Z]{2,}|\$|\bmy[-_]|^(build|demo|reading|submitted|autograded|feedback|downloaded|students"
    r"|exchange|homework|\.venv|_live|release|node_modules)/|\bshop\b|^(marks|grades|other|prices)\.csv$"
    r"|^(helper|check|ipykernel_launcher|drawing|hw-Copy1)\.\w+$|^threading\.py$"
)


@cache
def files() -> frozenset[str]:
    """The paths of the project's files and folders."""
    found: set[str] = set()
    for root, folders, names in os.walk(PROJECT):
        folders[:] = [name for name in folders if name not in NO_SOURCE]
        here = Path(root).relative_to(PROJECT)
        found |= {(here / name).as_posix() for name in names}
        found |= {f"{(here / name).as_posix()}/" for name in folders}
    return frozenset(found)


def without_blocks(text: str) -> str:
    """A page without its blocks of code."""
    return re.sub(r"(?ms)^```.*?^```", "", text)


def named(text: str) -> list[str]:
    """What stands in backticks, outside of blocks of code."""
    return re.findall(r"`([^`\n]+)`", without_blocks(text))


def missing_files(text: str) -> list[str]:
    """The files and folders that are named in `text` and are nowhere."""
    missing = []
    for token in named(text):
        is_path = re.fullmatch(rf"[\w./$-]+(\.({SUFFIXES})|/)", token)
        if is_path and not MADE.search(token):
            end = f"/{token.removeprefix('./')}"
            if not any(f"/{path}".endswith(end) for path in files()):
                missing.append(token)
    return missing


def missing_names(text: str) -> list[str]:
    """The names that are said to be in a file, as in `file.py` (`name`, `name`), and are not."""
    missing = []
    for path, names in re.findall(
        r"`([\w./]+\.(?:py|js|mjs))`:? \(?((?:`\w+`(?:, | and )?)+)\)?", text
    ):
        found = [PROJECT / name for name in files() if f"/{name}".endswith(f"/{path}")]
        source = "\n".join(file.read_text(encoding="utf-8") for file in found)
        missing += [
            f"{path}: {name}"
            for name in re.findall(r"`(\w+)`", names)
            if not re.search(rf"\b{name}\b", source)
        ]
    return missing


@cache
def words_of_the_code() -> frozenset[str]:
    """Every name in the code, the modules and the settings."""
    found: set[str] = set()
    for name in files() - {"tests/project/test_docs.py"}:
        if name.startswith(CODE) and name.endswith((".py", ".mjs", ".js", ".toml")):
            found |= set(re.findall(r"\w+", (PROJECT / name).read_text(encoding="utf-8")))
            found |= {*Path(name).parts, Path(name).stem}
    return frozenset(found)


def unknown_commands(text: str) -> list[str]:
    """What `make` is asked for and does not make, and tests that are named and are none."""
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"(?m)^([\w.-]+):", makefile))
    unknown = [
        f"make {target}"
        for target in re.findall(r"(?:`|^)make ([a-z-]+)", text, re.M)
        if target not in targets
    ]
    for chosen in re.findall(r"make test ONLY=([\w/]+)", text):
        if chosen not in ("NN", "NAME"):
            try:
                run_tests.only(chosen)
            except LookupError as error:
                unknown.append(str(error))
    return unknown


def slug(heading: str) -> str:
    """What a link calls a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def dead_links(page: Path, text: str) -> list[str]:
    """The links of a page that lead to no file, or to no heading of it."""
    dead = []
    prose = re.sub(r"`[^`\n]*`", "", without_blocks(text))
    for target in re.findall(r"\]\((?!https?:|mailto:|data:)([^)\s]+)\)", prose):
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        if not file.exists():
            dead.append(target)
        elif anchor and file.suffix == ".md":
            there = text if file == page else file.read_text(encoding="utf-8")
            headings = re.findall(r"(?m)^#+ (.+)$", without_blocks(there))
            if anchor not in map(slug, headings):
                dead.append(target)
    return dead


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_link_of_a_page_leads_somewhere(path: Path) -> None:
    dead = dead_links(path, path.read_text(encoding="utf-8"))
    assert not dead, f"{path.name} has links that lead nowhere: {dead}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_each_file_and_command_that_a_page_names_is_there(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    found = missing_files(text) + missing_names(text) + unknown_commands(text)
    assert not found, (
        f"{path.name} names what is not there: say where it is now, or what it is called."
    )


@pytest.mark.parametrize("page", HOUSE)
def test_each_name_that_contributors_are_told_stands_in_the_code(page: str) -> None:
    """`_write_notebook` was said to write the marks, long after it had become another function."""
    text = (PROJECT / page).read_text(encoding="utf-8")
    tokens = [token for token in named(text) if re.fullmatch(r"_?[a-z]\w*|[A-Z]\w*[a-z]\w*", token)]
    gone = sorted({token for token in tokens if token not in words_of_the_code()})
    assert not gone, f"{page} tells of names that no code has."


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_shows_how_a_character_is_written_in_html(path: Path) -> None:
    text = "\n".join(part for part in re.split(r"`[^`\n]*`", path.read_text(encoding="utf-8")))
    assert not re.findall(r"&#?\w+;", text)


def test_what_is_not_there_is_found() -> None:
    assert missing_files("`lab/play.py`, `lab/plays.py`, `NAME.py`, `site/live/`") == [
        "lab/plays.py"
    ]
    assert missing_names("`run_tests.py` (`only`, `never_was`)") == ["run_tests.py: never_was"]
    assert unknown_commands("`make tea`, `make test ONLY=06`") == ["make tea"]
    assert unknown_commands("`make test ONLY=test_nothing`") != []
    page = PROJECT / "docs" / "students.md"
    links = (
        "[a](writing.md#a-sentence), [b](writing.md#a-word), [c](#here), [d](none.md)\n## Here\n"
    )
    assert dead_links(page, links) == ["writing.md#a-word", "none.md"]
