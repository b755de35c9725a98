"""The built site as files: links, ids, requests to elsewhere, what must not be in it, its size."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import nbformat

from support.project import PROJECT
from support.site import leads_to, pages, tags

LARGEST = 30e6  # bytes of the whole site, of which Python for the page is a half
LARGEST_PAGE = 700e3  # bytes of one page: the puzzle chest, with two dozen pictures
FIRST_VIEW = 300e3  # bytes of the first page with all that it loads, before compression
# Notebooks are those of the book and of release/, byte for byte, as another test says.
READ = (".html", ".js", ".mjs", ".json", ".txt", ".css", ".svg")
RESOURCES = {"script": "src", "img": "src", "link": "href", "iframe": "src", "source": "src"}
RESOURCES |= {"audio": "src", "video": "src", "object": "data", "embed": "src"}


def test_every_chapter_and_every_homework_has_a_page(site: Path) -> None:
    for path in (PROJECT / "notebooks").glob("*.ipynb"):
        assert (site / "notebooks" / f"{path.stem}.html").is_file()
        assert (site / "notebooks" / path.name).read_bytes() == path.read_bytes()
    for path in (PROJECT / "release").glob("*/*.ipynb"):
        assert (site / "homework" / f"{path.stem}.html").is_file()
        assert (site / "homework" / path.name).read_bytes() == path.read_bytes()


def test_links_and_anchors_lead_somewhere_and_ids_are_unique(site: Path) -> None:
    ids, links = {}, []
    for page in pages(site):
        found = []
        for tag, attributes in tags(page):
            if "id" in attributes:
                found.append(attributes["id"])
            for name in ("href", "src"):
                if name in attributes and tag != "base":
                    links.append((page, attributes[name]))
        twice = [name for name, count in Counter(found).items() if count > 1]
        assert not twice, f"{page.relative_to(site)}: {twice}"
        ids[page] = set(found)
    lost = []
    for page, link in links:
        if re.match(r"(https?|mailto|data):", link) or link in ("#", ""):
            continue
        target, anchor = leads_to(page, link, site)
        if not target.is_file() or (anchor and target in ids and anchor not in ids[target]):
            lost.append(f"{page.relative_to(site)}: {link}")
    assert not lost, lost


def test_no_page_begins_its_links_at_the_root_of_a_host(site: Path) -> None:
    for page in pages(site):
        for _, attributes in tags(page):
            for name in ("href", "src"):
                assert not attributes.get(name, "").startswith(("/", "file:")), page


def test_nothing_is_asked_of_another_site(site: Path) -> None:
    for page in pages(site):
        for tag, attributes in tags(page):
            link = attributes.get(RESOURCES.get(tag, ""), "")
            if tag == "link" and attributes.get("rel") in ("next", "prev", "search", "index"):
                continue
            assert not re.match(r"(https?:)?//", link), f"{page.relative_to(site)}: {link}"
    for style in site.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert not re.search(r"url\(\s*[\"']?(https?:)?//|@import", text), style.name
    for script in [*site.glob("_live/*/*.mjs"), *site.glob("_static/**/*.js")]:
        text = script.read_text(encoding="utf-8", errors="replace")
        found = re.findall(r"(?:fetch|import|importScripts)\(\s*[\"'`]https?://[^\"'`]*", text)
        assert not found, f"{script.name}: {found}"


def hidden_lines() -> set[str]:
    """The lines of solutions and hidden tests in source/ that say something."""
    found = set()
    for path in (PROJECT / "source").glob("*/*.ipynb"):
        for cell in nbformat.read(path, as_version=4).cells:
            graded = cell.metadata.get("nbgrader", {})
            inside = False
            for line in cell.source.splitlines():
                if re.search(r"### BEGIN (SOLUTION|HIDDEN TESTS|MARK SCHEME)", line):
                    inside = True
                elif re.search(r"### END (SOLUTION|HIDDEN TESTS|MARK SCHEME)", line):
                    inside = False
                elif inside:
                    found.add(line.strip())
            if cell.cell_type == "markdown" and graded.get("solution"):
                found |= {line.strip() for line in cell.source.splitlines()}
    return {line for line in found if len(line) > 12}


def shown_text() -> str:
    """What students have before their eyes anyway: the book, release, documents, package."""
    parts = []
    for folder in ("notebooks", "release"):
        for path in (PROJECT / folder).rglob("*.ipynb"):
            cells = nbformat.read(path, as_version=4).cells
            parts += [cell.source for cell in cells]
            parts += [json.dumps(cell.get("outputs", [])) for cell in cells]
    parts += [path.read_text(encoding="utf-8") for path in (PROJECT / "docs").glob("*.md")]
    ours = [*(PROJECT / "src").rglob("*.py"), *(PROJECT / "site" / "live").iterdir()]
    parts += [path.read_text(encoding="utf-8") for path in ours]
    return "\n".join(parts)


def test_no_solution_and_no_hidden_test_is_in_the_site(site: Path) -> None:
    hidden = hidden_lines()
    lines = hidden - told_in(shown_text(), hidden)
    assert len(lines) > 500
    for path in sorted(site.rglob("*")):
        if path.suffix not in READ or path.name.startswith("pyodide"):
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        told = told_in(plain(text) if path.suffix == ".html" else text, lines)
        assert not told, f"{path.relative_to(site)}: {told}"


def test_a_hidden_line_would_be_found() -> None:
    line = "assert sold == [1, 2, 3]"
    assert told_in("xassert sold == [1, 2, 3]) and more", {line, "assert unsold == []"}) == {line}


def told_in(text: str, lines: set[str]) -> set[str]:
    """Those lines that are in a text; one of which it has not all words is not looked for."""
    words = set(
        re.findall(r"\w+", text)
    )  # the first and last word of a line may be parts of others
    likely = [line for line in lines if words.issuperset(re.findall(r"\w+", line)[1:-1])]
    found = text.encode()  # looked through several times as fast as a text with Chinese in it
    return {line for line in likely if line.encode() in found}


def plain(html: str) -> str:
    """The words of a page, and the sources that it hands to its scripts."""
    from html import unescape

    cells = re.search(r'id="tl-cells">(.*?)</script>', html, re.DOTALL)
    sources = [cell["source"] for cell in json.loads(cells[1])["cells"]] if cells else []
    return "\n".join([unescape(re.sub(r"<[^>]*>", "", html)), *sources])


def test_nothing_of_source_is_in_the_site_by_name(site: Path) -> None:
    names = {path.name for path in site.rglob("*")}
    assert not names & {"_sources", "objects.inv", ".buildinfo", ".doctrees", "source"}


def test_the_cells_of_a_page_are_handed_to_its_scripts(site: Path) -> None:
    for path in sorted((PROJECT / "notebooks").glob("[0-9]*.ipynb")):
        html = (site / "notebooks" / f"{path.stem}.html").read_text(encoding="utf-8")
        found = re.search(r'<script type="application/json" id="tl-cells">(.*?)</script>', html)
        assert found, path.name
        data = json.loads(found[1])
        cells = nbformat.read(path, as_version=4).cells
        code = [(cell.id, cell.source) for cell in cells if cell.cell_type == "code"]
        assert data["page"] == path.stem
        assert [(cell["id"], cell["source"]) for cell in data["cells"]] == code
        boxes = re.findall(r'<div class="tl-cell" data-cell="([\w-]+)"', html)
        assert boxes == [name for name, _ in code]


def test_the_first_page_shows_what_it_is_before_any_script(site: Path) -> None:
    html = (site / "index.html").read_text(encoding="utf-8")
    assert 'data-cell="last-ticket"' in html
    assert "<b>Failed.</b>" in html and "<svg" in html


def test_scripts_let_a_page_be_read_first(site: Path) -> None:
    for page in pages(site):
        for tag, attributes in tags(page):
            if tag == "script" and "src" in attributes and attributes.get("type") != "module":
                assert "defer" in attributes or "async" in attributes, (page, attributes)


def test_what_needs_a_kernel_has_a_sentence_of_the_site(site: Path) -> None:
    for page in (site / "notebooks").glob("*.html"):
        assert "Run this cell" not in plain(page.read_text(encoding="utf-8")).split("tl-cells")[0]


def test_the_site_is_no_larger_than_it_must_be(site: Path) -> None:
    sizes = {path: path.stat().st_size for path in site.rglob("*") if path.is_file()}
    assert sum(sizes.values()) < LARGEST
    for page in pages(site):
        assert sizes[page] < LARGEST_PAGE, page.name
    first = site / "index.html"
    loaded = {
        leads_to(first, attributes[RESOURCES[tag]], site)[0]
        for tag, attributes in tags(first)
        if tag in ("script", "link") and attributes.get(RESOURCES[tag], "").endswith(("js", "css"))
    }
    assert sizes[first] + sum(sizes.get(path, 0) for path in loaded) < FIRST_VIEW
