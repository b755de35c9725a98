"""The pages of formgrader and the feedback: nothing of a submission runs there."""

from __future__ import annotations

import re
import shutil

import pytest
from nbformat.v4 import new_markdown_cell, new_raw_cell

from support import ordinary
from support.browser import CHROMIUM, FLAGS
from support.graded import Here, pages
from support.prose import EVIL, PNG, is_clean
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.whole_class import grade_class

pytestmark = needs_sandbox


@pytest.fixture(scope="module")
def evil_pages(original, tmp_path_factory):
    """The pages of a submission in which every cell of prose is evil."""
    root = (tmp_path_factory.mktemp("evil") / "course").resolve()
    shutil.copytree(original.root, root)
    course = CourseFolder(root)
    notebook = ordinary.answered(course)
    notebook.cells += [new_markdown_cell(text) for text in EVIL]
    notebook.cells += [new_raw_cell(text) for text in EVIL]
    cell = new_markdown_cell("PICTURE ![mine](attachment:p.png) `if a<b`")
    cell.attachments = {"p.png": {"image/png": PNG}}
    notebook.cells += [cell]
    ordinary.hand_in(course, "mallory", notebook)
    report = grade_class(course, ordinary.NAME, executor=Here())
    assert report.rows[0].score == 12 and not report.rows[0].failed
    assert "shown as typed" in " ".join(report.rows[0].notes)
    return pages(course, "mallory")


def test_the_pages_of_formgrader_and_feedback_have_nothing_that_runs(evil_pages):
    from bs4 import BeautifulSoup

    for page in evil_pages:
        soup = BeautifulSoup(page, "html.parser")
        cells = soup.select(".text_cell_render")
        assert len(cells) >= len(EVIL)
        for cell in cells:
            assert is_clean(cell.decode_contents())
        assert len(soup.select("[id='test-squares']")) <= 1  # the template's own
        # Outside of the cells there is what the template has, and that alone.
        for cell in soup.select(".text_cell, .code_cell, script, style, link, head, nav, .help"):
            cell.decompose()
        assert not soup.select("img, iframe, form, svg, [onerror], [onload], base, object")
        text = BeautifulSoup(page, "html.parser").get_text()
        assert "Full marks" in text and f'base64,{PNG}"' in page and "if a<b" in text


@pytest.mark.browser
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium: see make doctor")
def test_nothing_of_it_runs_or_asks_a_stranger_in_a_real_browser(evil_pages, tmp_path):
    from playwright.sync_api import sync_playwright

    asked, spoke = [], []
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        page = browser.new_page()
        page.on("dialog", lambda dialog: (spoke.append(dialog.message), dialog.dismiss()))

        def answer(route):
            asked.append(route.request.url)
            route.abort()

        page.route(re.compile("^(?!file:|data:)"), answer)
        for number, text in enumerate(evil_pages):
            file = tmp_path / f"{number}.html"
            file.write_text(text, "utf-8")
            page.goto(file.as_uri(), wait_until="load")
            assert page.get_by_text("PICTURE").count() == 1
            links = page.eval_on_selector_all(
                ".text_cell_render a[href]", "all => all.map(one => one.protocol)"
            )
            assert set(links) <= {"https:", "http:", "mailto:", "file:"}
        browser.close()
    assert spoke == [] and not [url for url in asked if "evil.example" in url]
