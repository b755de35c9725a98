"""The course as people use it: a real JupyterLab in a real browser.

To open JupyterLab takes longer than most of what is tried in it: all tests share one page.
"""

from __future__ import annotations

import contextlib
import getpass
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import nbformat
import psutil
import pytest

from support.browser import CHROMIUM, FLAGS, needs_browser
from support.drawn import LOST
from support.labs import Lab
from support.project import PROJECT, new_course
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import Steps
from threadlab.pictures.player import Player

CHAPTER_07 = PROJECT / "notebooks" / "07-mutex-and-tickets.ipynb"
AXE = PROJECT / "site" / "node_modules" / "axe-core" / "axe.min.js"
EXECUTED = ".jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator-tooltip"

pytestmark = needs_browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> CourseFolder:
    """One course for all tests of this file, which follow it from the start to the feedback."""
    return new_course(tmp_path_factory.mktemp("site") / "course")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture(scope="module")
def window(browser: Any) -> Any:
    page = browser.new_page(viewport={"width": 1400, "height": 1000})
    page.set_default_timeout(30_000)
    return page


@pytest.fixture
def page(window: Any, request: pytest.FixtureRequest) -> Iterator[Any]:
    """The page; what it shows when a test fails is kept in build/screenshots/, and then gone."""
    failed = request.session.testsfailed
    yield window
    if request.session.testsfailed > failed:
        window.screenshot(path=PROJECT / "build" / "screenshots" / f"{request.node.name}.png")
        window.goto("about:blank")


@pytest.fixture(scope="module")
def lab(start_lab: Callable[..., Lab], site: CourseFolder) -> Lab:
    return start_lab("lab", site)


@pytest.fixture(scope="module")
def teach(start_lab: Callable[..., Lab], site: CourseFolder) -> Lab:
    return start_lab("teach", site)


def open_notebook(page: Any, lab: Lab, path: str) -> None:
    """Show a notebook, and wait for its kernel; one that is shown already is left as it is."""
    show_notebook(page, lab, path)
    wait_for_kernel(page)


def show_notebook(page: Any, lab: Lab, path: str) -> None:
    """The same without the kernel, of whose state a narrow toolbar has no place to tell."""
    if not page.url.startswith(f"{lab.url}/lab/"):
        page.goto(lab.link(f"/lab/tree/{path}?reset"))
    elif not page.url.endswith(f"/tree/{path}"):
        menu(page, "File", "Open from Path…")
        page.locator(".jp-Dialog input").fill(path)
        page.locator(".jp-Dialog .jp-mod-accept").click()
        page.wait_for_url(f"**/tree/{path}")
    page.locator(".jp-NotebookPanel:visible .jp-Cell").first.wait_for()


def wait_for_kernel(page: Any) -> None:
    page.locator(
        ".jp-NotebookPanel:visible .jp-Notebook-ExecutionIndicator[data-status=idle]"
    ).wait_for(timeout=60_000)


def run_all(page: Any) -> None:
    """Run all cells; once more if JupyterLab has sent nothing, as just after it has connected."""
    from playwright.sync_api import TimeoutError as Missed

    for _ in range(5):
        menu(page, "Run", "Run All Cells")
        with contextlib.suppress(Missed):  # sent nothing, or was done before anybody looked
            page.locator(".jp-Notebook-ExecutionIndicator[data-status=busy]").wait_for(timeout=5000)
        dialog = page.locator(".jp-Dialog", has_text="Select Kernel")
        if dialog.count():  # the kernel was not there yet, on a busy machine
            dialog.locator("button.jp-mod-accept").click()
            wait_for_kernel(page)
            continue
        wait_for_kernel(page)
        if not page.locator(".jp-NotebookPanel:visible .jp-InputPrompt", has_text="[ ]").count():
            return
    raise AssertionError("The cells did not run.")


def show_contents(page: Any) -> None:
    """Bring the contents of the book to the front: to open a path brings up the file browser."""
    if not page.locator(".tl-contents").is_visible():
        page.locator("[data-id=threadlab-contents]").click()
    page.locator(".tl-contents li").first.wait_for()


def menu(page: Any, *labels: str) -> None:
    page.locator(".lm-MenuBar-item", has_text=re.compile(f"^{labels[0]}$")).click()
    for label in labels[1:]:
        page.locator(".lm-Menu-item:visible", has_text=re.compile(f"^{label}$")).first.click()


def cell(page: Any, words: str) -> Any:
    """The cell whose source has `words`, scrolled to; long notebooks draw only what is in view."""
    found = page.locator(".jp-NotebookPanel:visible .jp-CodeCell", has_text=words).first
    for _ in range(60):
        if found.count():
            break
        page.locator(".jp-NotebookPanel:visible .jp-WindowedPanel-outer").first.hover()
        page.mouse.wheel(0, 600)
        page.wait_for_timeout(50)
    found.scroll_into_view_if_needed()
    return found


def test_the_lab_opens_at_the_start_page(page: Any, lab: Lab) -> None:
    page.goto(lab.link("/"))
    page.locator("h1", has_text="Start here").wait_for()
    assert page.url.endswith("/lab/tree/notebooks/00-start-here.ipynb")


def test_a_browser_asks_for_each_of_our_modules_again_after_an_update(page: Any, lab: Lab) -> None:
    asked: dict[str, str] = {}

    def note(answer: Any) -> None:
        if "/lab/extensions/threadlab/" in answer.url:
            asked[answer.url.rpartition("/")[2]] = answer.headers.get("cache-control", "")

    page.on("response", note)
    page.goto(lab.link("/lab/tree/notebooks/00-start-here.ipynb?reset"))
    page.locator(".tl-contents li").first.wait_for()
    page.remove_listener("response", note)
    assert {"remoteEntry.js", "plugins.js", "checklist.js"} <= asked.keys()
    assert set(asked.values()) == {"no-cache"}


def test_the_contents_lead_through_the_book(page: Any, lab: Lab) -> None:
    page.goto(lab.link("/lab/tree/notebooks/00-start-here.ipynb?reset"))
    contents = page.locator(".tl-contents")
    page.locator(".jp-NotebookPanel:visible .jp-Cell").first.wait_for()
    contents.get_by_text("6 · Shared globals").wait_for()
    titles = contents.locator("ol").first.locator("a").all_inner_texts()
    assert len(titles) == 18 and all(re.search(r"\d+ min", title) for title in titles)
    contents.get_by_text("6 · Shared globals").click()
    page.wait_for_url("**/tree/notebooks/06-shared-globals.ipynb")
    assert contents.locator("[aria-current=page]").inner_text().startswith("6 · Shared globals")


def test_the_contents_are_drawn_anew_for_keys_which_do_not_lose_their_place(
    page: Any, lab: Lab
) -> None:
    open_notebook(page, lab, "notebooks/00-start-here.ipynb")
    show_contents(page)
    page.locator(".jp-NotebookPanel:visible").first.focus()
    fetch = page.locator(".tl-contents a", has_text="Fetch homework")
    before = fetch.element_handle()
    fetch.focus()
    page.wait_for_function("link => !link.isConnected", arg=before)
    assert fetch.evaluate("link => link === document.activeElement")


def test_a_chapter_that_is_opened_and_not_touched_has_nothing_to_save(page: Any, lab: Lab) -> None:
    open_notebook(page, lab, "notebooks/05-join-and-identity.ipynb")
    page.wait_for_load_state("networkidle")
    tab = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab.lm-mod-current")
    assert "jp-mod-dirty" not in tab.get_attribute("class")


def test_a_cell_that_is_run_before_there_is_a_kernel_is_run(page: Any, lab: Lab) -> None:
    held: list[Any] = []  # the requests for a kernel

    def hold(route: Any) -> None:
        if route.request.method == "POST":
            held.append(route)
        else:
            route.continue_()

    page.route("**/api/sessions*", hold)
    try:
        page.goto(lab.link("/lab/tree/notebooks/04-threads.ipynb?reset"))
        first = page.locator(".jp-NotebookPanel:visible .jp-CodeCell").first
        first.locator(".cm-content").click()
        page.keyboard.press("Control+End")
        page.keyboard.insert_text("\nprint('this cell', 'has run')")
        page.keyboard.press("Shift+Enter")
        first.locator(".jp-InputPrompt", has_text="[*]").wait_for()
    finally:
        for route in held:
            route.continue_()
        page.unroute("**/api/sessions*")
    first.get_by_text("this cell has run", exact=True).wait_for()


def test_the_students_lab_has_no_formgrader(page: Any, lab: Lab) -> None:
    open_notebook(page, lab, "notebooks/00-start-here.ipynb")
    page.locator(".lm-MenuBar-item", has_text="Nbgrader").click()
    entries = page.locator(".lm-Menu-item:visible").all_inner_texts()
    assert [entry.strip() for entry in entries] == ["Assignment List"]
    page.keyboard.press("Escape")


def test_a_student_fetches_answers_validates_and_submits(
    page: Any, lab: Lab, site: CourseFolder
) -> None:
    open_notebook(page, lab, "notebooks/00-start-here.ipynb")
    menu(page, "Nbgrader", "Assignment List")
    page.locator("#released_assignments_list .list_item", has_text="tickets").get_by_text(
        "Fetch"
    ).click()
    page.locator("#fetched_assignments_list .list_item", has_text="tickets").first.wait_for()
    notebook = site.root / "homework" / "tickets" / "tickets.ipynb"
    assert notebook.is_file()

    open_notebook(page, lab, "homework/tickets/tickets.ipynb")
    editor = cell(page, "def run_all(jobs)").locator(".cm-content")
    editor.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(
        "def run_all(jobs):\n"
        "    results = {}\n"
        "    def work(number):\n"
        "        results[number] = jobs[number]()\n"
        "    threads = [Thread(target=work, args=(n,)) for n in range(len(jobs))]\n"
        "    for thread in threads:\n"
        "        thread.start()\n"
        "    for thread in threads:\n"
        "        thread.join()\n"
        "    return [results[n] for n in range(len(jobs))]"
    )
    page.locator(".jp-NotebookPanel:visible .validate-button").click()
    checklist = page.locator(".tl-checklist")
    checklist.get_by_text("Validate again").wait_for(timeout=90_000)
    tasks = checklist.locator("li.tl-task")
    assert tasks.count() == 7
    assert "passed" in tasks.nth(0).inner_text() and "run them all" in tasks.nth(0).inner_text()
    assert all("not answered" in words for words in tasks.all_inner_texts()[1:])
    assert len(checklist.inner_text()) < 800
    tasks.nth(1).get_by_role("button", name="2 · The office").click()
    page.locator(".jp-Notebook .jp-mod-active", has_text="class Office").wait_for()
    assert "def run_all" in "".join(
        entry.source for entry in nbformat.read(notebook, 4).cells if "results = {}" in entry.source
    )

    menu(page, "Nbgrader", "Assignment List")
    page.locator("#fetched_assignments_list .list_item", has_text="tickets").first.get_by_text(
        "Submit"
    ).click()
    page.locator("#submitted_assignments_list .list_item", has_text="tickets").first.wait_for()
    handed_in = list((site.exchange / "threadlab" / "inbound").iterdir())
    assert [path.name.split("+")[:2] for path in handed_in] == [[getpass.getuser(), "tickets"]]


RACY = """class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.tickets, self.pause = list(tickets), pause
    def unsold(self):
        return sorted(self.tickets)
    def buy(self):
        if self.tickets:
            self.pause()
            return self.tickets.pop()
"""


def test_a_failing_schedule_is_shown_in_the_checklist(
    page: Any, lab: Lab, site: CourseFolder
) -> None:
    notebook = nbformat.read(site.root / "release" / "tickets" / "tickets.ipynb", 4)
    for entry in notebook.cells:
        if entry.source.startswith("class Office"):
            entry.source = RACY
        elif entry.source.startswith("def run_all"):
            entry.source = "def run_all(jobs)\n    return []"
    folder = site.root / "homework" / "racy"
    folder.mkdir()
    nbformat.write(notebook, folder / "racy.ipynb")
    open_notebook(page, lab, "homework/racy/racy.ipynb")
    page.locator(".jp-NotebookPanel:visible .validate-button").click()
    checklist = page.locator(".tl-checklist")
    checklist.locator(".tl-sum", has_text="Tests for").wait_for(timeout=90_000)
    assert checklist.locator(".tl-bar button").inner_text() == "Validate again", "it is whole"
    assert checklist.inner_text().index("expected ':'") < checklist.inner_text().index("1 · Warm")
    task = checklist.locator("li.tl-task", has_text="2 · The office")
    task.get_by_text("What happened, step by step").click()
    assert "Office.buy, line 7" in task.locator("table").inner_text()
    task.get_by_text("Show me this schedule").click()
    player = task.locator("[data-tl-player]")
    player.locator("[data-do=first]").click()
    player.locator("[data-do=next]").click()
    assert player.locator("[data-words]").inner_text().startswith("step 1 of")
    assert not cut_words(page), "no word is cut beside the list, at 150 % zoom"
    show_notebook(page, lab, "release/tickets/tickets.ipynb")
    assert checklist.is_visible(), "what is opened from the list comes to the notebooks"
    page.locator(".lm-TabBar-tab", has_text=re.compile("^racy$")).locator(
        ".lm-TabBar-tabCloseIcon"
    ).click()
    checklist.wait_for(state="detached")


def cut_words(page: Any) -> list[str]:
    """The beginnings of texts that are wider than their place on a page of 853 by 533 pixels."""
    size = page.viewport_size
    page.set_viewport_size({"width": 853, "height": 533})
    page.wait_for_function(
        "[...document.querySelectorAll('.jp-NotebookPanel')]"
        ".some(panel => panel.clientWidth > 0 && panel.clientWidth < 400)"
    )
    cut = page.evaluate(
        "[...document.querySelectorAll('.jp-NotebookPanel .jp-RenderedMarkdown')]"
        ".filter(text => text.scrollWidth > text.clientWidth).map(text => text.innerText)"
    )
    page.set_viewport_size(size)
    return [text[:60] for text in cut]


def test_a_checklist_that_is_closed_while_it_runs_ends_its_kernel_and_opens_again(
    page: Any, lab: Lab, site: CourseFolder
) -> None:
    folder = site.root / "homework" / "endless"
    folder.mkdir()
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(
        "while True: pass", metadata={"nbgrader": {"grade_id": "t", "grade": True, "points": 1}}
    )])  # fmt: skip
    notebook.metadata.kernelspec = {"name": "python3", "display_name": "Python 3"}
    nbformat.write(notebook, folder / "endless.ipynb")
    page.goto("about:blank")  # from where the lab is opened anew, without what stood beside
    open_notebook(page, lab, "homework/endless/endless.ipynb")
    button = page.locator(".jp-NotebookPanel:visible .validate-button")
    checklist = page.locator(".tl-checklist:visible")
    tab = page.locator(".lm-DockPanel-tabBar .lm-TabBar-tab[data-id^=threadlab-checklist]")
    for _ in range(2):
        button.click()
        checklist.get_by_text("Running cell 1 of 1").wait_for()
        (process,) = validating(lab)
        kernels = process.children()
        tab.locator(".lm-TabBar-tabCloseIcon").click()
        checklist.wait_for(state="detached")
        _, alive = psutil.wait_procs([process, *kernels], timeout=30)
        assert kernels and not alive


def test_what_could_not_be_saved_is_not_validated(page: Any, lab: Lab) -> None:
    open_notebook(page, lab, "homework/endless/endless.ipynb")

    def refuse(route: Any) -> None:
        if route.request.method == "PUT":
            route.fulfill(status=500, json={"message": "Permission denied"})
        else:
            route.continue_()

    page.route("**/api/contents/**", refuse)
    try:
        cell(page, "while True").locator(".cm-content").click()
        page.keyboard.insert_text("#")
        page.locator(".jp-NotebookPanel:visible .validate-button").click()
        page.locator(".jp-Dialog", has_text="Permission denied").locator("button").last.click()
        page.locator(".tl-checklist:visible").get_by_text("it was not validated").wait_for()
        assert not validating(lab)
    finally:
        page.unroute("**/api/contents/**")


def validating(lab: Lab) -> list[psutil.Process]:
    return [one for one in psutil.Process(lab.pid).children() if "validate" in one.cmdline()]


def test_the_server_validates_nothing_outside_of_its_folder(page: Any, lab: Lab) -> None:
    for path in ("../../../etc/passwd", "notebooks", "nothing.ipynb", 7):
        answer = page.request.post(
            lab.link("/threadlab/validate"), data={"path": path},
            headers={"Authorization": f"token {lab.token}"},
        )  # fmt: skip
        assert answer.status in (400, 404)


def test_stored_pictures_are_shown_before_anything_runs(page: Any, lab: Lab) -> None:
    page.goto("about:blank")  # a lab without the lists and halves of the tests before
    open_notebook(page, lab, "notebooks/07-mutex-and-tickets.ipynb")
    cell(page, "tl.seats(").locator("svg[role=img]").first.wait_for()
    cell(page, "tl.vary(").get_by_text("Run this cell").first.wait_for()


def test_chapter_07_runs_from_top_to_bottom_and_its_slider_redraws(page: Any, lab: Lab) -> None:
    open_notebook(page, lab, "notebooks/07-mutex-and-tickets.ipynb")
    run_all(page)
    count = sum(entry.cell_type == "code" for entry in nbformat.read(CHAPTER_07, 4).cells)
    assert f"Executed {count} cells" in page.locator(EXECUTED).text_content()
    office = cell(page, "tl.vary(")
    office.locator(".widget-slider, .jupyter-widgets.widget-hslider").first.wait_for()
    assert not page.locator("[data-mime-type='application/vnd.jupyter.stderr']").count()
    before = office.locator("svg[role=img]").get_attribute("aria-label")
    assert before.startswith("5 tickets sold for only one seat,")
    office.locator(".noUi-handle").first.focus()
    page.keyboard.press("ArrowRight")
    drawn = office.locator("svg[role=img]")
    page.wait_for_function(
        "([svg, before]) => svg.isConnected ? svg.getAttribute('aria-label') !== before : true",
        arg=[drawn.element_handle(), before],
    )
    assert office.locator("svg[role=img]").get_attribute("aria-label").startswith("6 tickets")
    office.locator("select").select_option(label="all of it locked")
    office.locator("svg[aria-label^='3 tickets sold, each seat once']").wait_for()


def test_to_run_and_save_a_chapter_changes_nothing_in_the_book(
    page: Any, lab: Lab, site: CourseFolder
) -> None:
    open_notebook(page, lab, "notebooks/07-mutex-and-tickets.ipynb")
    cell(page, "tl.vary(")
    with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        menu(page, "File", "Save Notebook.*")
    assert saved.value.ok
    own = site.root / "reading" / CHAPTER_07.name
    assert own.is_file()
    assert (site.root / "notebooks" / CHAPTER_07.name).read_bytes() == CHAPTER_07.read_bytes()
    show_contents(page)
    page.get_by_role("button", name=re.compile("^7 · Mutex and tickets: Show")).wait_for()


def test_the_player_is_moved_by_buttons_and_keys(page: Any, lab: Lab) -> None:
    open_notebook(page, lab, "notebooks/06-shared-globals.ipynb")
    step_through(page, cell(page, "verdict.player()").locator("[data-tl-player]"))


PLACES = """board => [...board.querySelectorAll("button, .tl-status, .tl-code-side, .tl-scroll")]
    .map(part => [part, board].map(one => one.getBoundingClientRect()))
    .map(([part, board]) => [part.x - board.x, part.y - board.y, part.width, part.height])"""


FRAMES = """board => [...board.querySelectorAll(".tl-code-side ol")]
    .filter(list => getComputedStyle(list).borderTopWidth !== "0px").length"""


def press(board: Any, act: Callable[[], None]) -> str:
    """What the live region says after something was pressed."""
    schedule = board.locator(".tl-schedule code")
    before = schedule.inner_text()
    act()
    schedule.filter(has_not_text=re.compile(f"^{re.escape(before)}$")).wait_for()
    return str(board.get_by_role("status").inner_text())


def test_a_reader_plays_scheduler_by_mouse_and_keys_and_no_button_moves(
    page: Any, lab: Lab
) -> None:
    open_notebook(page, lab, "notebooks/06-shared-globals.ipynb")
    run_all(page)
    board = cell(page, "tl.play(").locator(".tl-game")
    board.wait_for()
    by = board.locator("button", has_text="an operation")
    by.click()
    board.locator("button[aria-pressed=true]", has_text="an operation").wait_for()
    places = board.evaluate(PLACES)
    assert not board.evaluate(FRAMES), "the style of a page that comes later has won"
    for thread in ("main", "main", "T2"):
        said = press(board, board.locator(f"[data-thread={thread}]").click)
        assert board.evaluate(PLACES) == places
    assert said == "T2 reads balance: 100"
    for key in ("1", "1", "2", "0", "0", "0", "0"):
        page.keyboard.press(key)
        page.wait_for_timeout(300)
        assert board.evaluate(PLACES) == places
        assert board.evaluate("board => board.contains(document.activeElement)"), "focus is kept"
    board.get_by_role("status").get_by_text("You did it, with 4 context switches.").wait_for()
    line = board.locator(".tl-schedule code").inner_text()
    assert line == 'tl.replay(main, "main T2:1 T1 T2 main")'
    assert not board.get_by_text("went wrong").count()
    said = press(board, lambda: page.keyboard.press("u"))
    assert said.startswith("Taken back.") and "You did it" not in said


FOCUSED = "cell => cell.contains(document.activeElement) && document.activeElement !== cell"


def test_what_has_the_focus_in_an_output_has_its_keys_and_escape_leads_back(
    page: Any, lab: Lab
) -> None:
    open_notebook(page, lab, "notebooks/06-shared-globals.ipynb")
    run_all(page)
    count = page.locator(".jp-NotebookPanel:visible .jp-Cell").count()
    for words, what in (
        ("tl.play(main", ".tl-go"),
        ("tl.play(main", ".tl-code-side"),
        ("hide=[", ".tl-scroll"),
        ("tl.lost_update_bench", "select"),
        ("tl.vary(count", ".noUi-handle"),
        ("verdict.player()", "[data-tl-player]"),
    ):
        shown = cell(page, words)
        shown.locator(what).first.focus()
        for key in ("a", "x", "d", "d", "ArrowDown", "ArrowUp"):
            page.keyboard.press(key)
        assert shown.evaluate(FOCUSED), (words, what)
        assert page.locator(".jp-NotebookPanel:visible .jp-Cell").count() == count
        page.keyboard.press("Escape")
        assert shown.evaluate("cell => cell === document.activeElement"), (words, what)
        shown.locator(what).first.focus()
        page.keyboard.press("Shift+Enter")
        page.wait_for_function(
            "cell => cell.nextElementSibling.contains(document.activeElement)",
            arg=shown.element_handle(),
        )
        wait_for_kernel(page)


def test_a_measurement_is_begun_and_stopped_by_keys_and_says_how_it_stands(
    page: Any, lab: Lab
) -> None:
    open_notebook(page, lab, "notebooks/06-shared-globals.ipynb")
    if not (bench := cell(page, "tl.lost_update_bench")).locator("button").count():
        run_all(page)
    bench.locator("button", has_text="Measure").focus()
    for following in ("Stop", "Measure"):
        page.keyboard.press("Space")
        bench.locator("button:focus", has_text=following).wait_for()
    bench.get_by_role("status").get_by_text("The measurement was stopped.").wait_for()


def test_after_a_restart_of_the_kernel_a_game_says_what_to_do(page: Any, lab: Lab) -> None:
    open_notebook(page, lab, "notebooks/06-shared-globals.ipynb")
    board = cell(page, "tl.play(").locator(".tl-game")
    board.wait_for()
    assert not board.locator(".tl-gone").is_visible()
    menu(page, "Kernel")
    page.locator(".lm-Menu-item[data-command='kernelmenu:restart']:visible").click()
    page.locator(".jp-Dialog button.jp-mod-accept").click()
    board.get_by_text("Run the cells above again, and then this one").first.wait_for()
    buttons = board.locator(".tl-threads button, .tl-commands button")
    assert buttons.count() == board.locator("button[aria-disabled=true]").count()


def test_what_a_reader_has_done_is_on_the_start_page_again(page: Any, lab: Lab) -> None:
    open_notebook(page, lab, "notebooks/06-shared-globals.ipynb")
    with page.expect_response(lambda answer: answer.request.method == "POST" and
                              answer.url.endswith("/threadlab/progress")):  # fmt: skip
        cell(page, "tl.predict(").locator("details:not([open]) summary").first.click()
    page.goto(lab.link("/lab/tree/notebooks/00-start-here.ipynb?reset"))
    shown = cell(page, "tl.your_progress()").locator(".tl-progress")
    shown.locator(".tl-continue a", has_text="6 · Shared globals").wait_for()
    shown.locator("summary").click()
    row = shown.locator("tr", has_text="6 · Shared globals")
    assert row.locator("td").nth(2).inner_text() == "1 / 3"
    assert row.locator("td").nth(3).inner_text() == "✓ 1 / 1", "the game that was won"
    shown.locator(".tl-continue a").click()
    page.locator(".jp-NotebookPanel:visible h1", has_text="6 · Shared globals").first.wait_for()


def test_nothing_serious_stands_in_the_way_of_a_reader_of_a_chapter(page: Any, lab: Lab) -> None:
    if not AXE.is_file():
        missing = pytest.fail if os.environ.get("CI") else pytest.skip
        missing("axe-core is not there: 'npm ci --ignore-scripts' in site/ brings it")
    open_notebook(page, lab, "notebooks/06-shared-globals.ipynb")
    page.locator(
        "button.jp-collapseHeadingButton[aria-label][aria-expanded]:visible"
    ).first.wait_for()
    page.locator("ol.tl-source[tabindex]").first.wait_for(state="attached")
    page.wait_for_function("!document.querySelector('ol.tl-source[tabindex]:not([aria-label])')")
    page.evaluate(AXE.read_text(encoding="utf-8"))
    assert not (found := serious(page)), "\n".join(found)
    size = page.viewport_size
    page.set_viewport_size({"width": 853, "height": 533})  # 1280 pixels at 150 %
    try:
        page.wait_for_function(
            "[...document.querySelectorAll('.jp-OutputArea pre[style*=overflow-x]')]"
            ".some(box => box.scrollWidth > box.clientWidth && box.tabIndex === 0)"
        )
        assert not (found := serious(page)), "\n".join(found)
    finally:
        page.set_viewport_size(size)


def serious(page: Any) -> list[str]:
    """What axe finds that is serious, JupyterLab's own buttons apart: a state, and no role.

    It asks again if there is something: JupyterLab makes an editor when a cell comes into sight,
    and a picture when there is time, and only then can they be given a name.
    """
    within = "{include: [['body']], exclude: [['jp-button']]}"
    found: list[str] = []
    for _ in range(3):
        page.wait_for_function(
            "!document.querySelector('.jp-Notebook .cm-content:not([aria-label]), "
            ".jp-RenderedImage img:not([alt])')"
        )
        rules = page.evaluate(f"axe.run({within}, {{resultTypes: ['violations']}})")["violations"]
        found = [
            f"{rule['id']}: {[node['html'][:150] for node in rule['nodes'][:3]]}"
            for rule in rules
            if rule["impact"] in ("serious", "critical")
        ]
        if not found:
            break
    return found


def step_through(page: Any, player: Any) -> None:
    place = player.locator("[data-words]")
    player.locator("[data-words]", has_text="step").wait_for()  # the script has come to life
    count = player.locator("tr[data-step]").count()
    player.locator("[data-words]", has_text=f"step 1 of {count}").wait_for()
    player.locator("[data-do=first]").click()
    assert place.text_content() == f"step 0 of {count}"
    assert player.locator("tr.tl-later").count() == count
    player.focus()
    for key in ("ArrowRight", "ArrowRight", "ArrowRight", "ArrowLeft"):
        page.keyboard.press(key)
    assert place.text_content() == f"step 2 of {count}"
    assert player.locator("tr.tl-now").get_attribute("data-step") == "2"
    assert player.locator(".tl-source li.tl-now b.tl-me").inner_text() == "main"
    page.keyboard.press("End")
    assert place.text_content() == f"step {count} of {count}"
    assert player.locator("tr.tl-now").evaluate(
        "row => { const box = row.closest('.tl-scroll').getBoundingClientRect();"
        "const own = row.getBoundingClientRect();"
        "return own.top >= box.top - 1 && own.bottom <= box.bottom + 1; }"
    )


SEEN_LATER = """player => [...player.querySelectorAll("tr.tl-later td, tr.tl-later td *")]
    .filter(part => getComputedStyle(part).visibility !== "hidden").map(part => part.outerHTML)"""


def test_a_player_shows_nothing_of_what_comes_later(browser: Any) -> None:
    page = browser.new_page()
    page.set_content(Player(LOST, {"p": "left = 1\n\n\nleft -= 1"})._repr_html_())
    player = page.locator("[data-tl-player]")
    for step in range(1, 6):
        player.locator("[data-words]", has_text=f"step {step} of 6").wait_for()
        assert player.locator("tr.tl-later").count() == 6 - step
        row = player.locator("tr.tl-now td.tl-thread").all_inner_texts()
        said = player.locator("[aria-live]").text_content()
        assert said == f"step {step} of 6: {''.join(row).strip()}", "what is done is read aloud"
        assert player.evaluate(SEEN_LATER) == [], "neither seen, nor pointed at, nor read aloud"
        player.locator("[data-do=next]").click()
    page.close()


def test_a_static_page_needs_no_kernel_and_no_network(browser: Any, tmp_path: Path) -> None:
    from nbconvert import HTMLExporter

    html, _ = HTMLExporter().from_filename(str(PROJECT / "notebooks" / "06-shared-globals.ipynb"))
    file = tmp_path / "chapter.html"
    file.write_text(html, encoding="utf-8")
    page = browser.new_context(offline=True).new_page()
    page.goto(file.as_uri())
    long = page.locator("[data-tl-player]")
    long.locator(".tl-scroll").evaluate("box => { box.style.maxHeight = '8em'; }")
    step_through(page, long)
    assert page.locator("svg[role=img]").count() >= 3
    assert page.get_by_text("Run this cell to get the buttons.").count() >= 1
    hint = page.locator("details", has_text="Hints").locator("li").first
    assert not hint.is_visible() and "Whoever writes last" in hint.text_content()
    hidden = page.locator(".tl-table details").first
    hidden.locator("summary").click()
    assert hidden.evaluate("cell => cell.open")


def test_an_instructor_collects_autogrades_and_gives_feedback(
    page: Any, teach: Lab, site: CourseFolder
) -> None:
    Steps(site).generate("tickets")
    printed = re.search(r"http://127\.0\.0\.1:\d+/\S*token=\S+", teach.log.read_text())
    assert printed is not None
    page.goto(printed[0])  # as an instructor would, in a browser that has no token yet
    page.locator("#formgrader-iframe iframe, iframe[src*=formgrader]").first.wait_for()
    assert not page.locator(".tl-contents, .validate-button").count()
    frame = page.frame_locator("#formgrader-iframe iframe, iframe[src*=formgrader]")
    row = frame.locator("#main-table tr", has_text="tickets")
    row.locator(".collect a").click()
    dialog(frame)
    row.locator(".num-submissions a", has_text="1").click()
    submission = frame.locator("#main-table tr", has_text=getpass.getuser())
    submission.locator(".autograde a").click()
    dialog(frame, timeout=180_000)
    submission.locator(".status", has_text="needs manual grading").or_(
        submission.locator(".status", has_text="graded")
    ).first.wait_for()
    assert submission.locator(".score").inner_text().startswith("3 /")

    page.goto(teach.link("/formgrader/gradebook/tickets/tickets"))  # the prose, by hand
    page.locator("#main-table a").first.click()
    points = page.locator(".panel", has_text="Student's answer").locator("input.score").last
    points.wait_for()
    page.wait_for_load_state("networkidle")  # the page has asked for all grades
    with page.expect_response(lambda answer: answer.request.method == "PUT") as saved:
        points.fill("4")
        points.blur()
    assert saved.value.ok

    page.goto(teach.link("/formgrader/manage_assignments"))
    row = page.locator("#main-table tr", has_text="tickets")
    row.locator(".generate-feedback a").click()
    dialog(page, timeout=60_000)
    path = f"feedback/{getpass.getuser()}/tickets/tickets.html"
    assert (site.root / path).is_file()
    page.goto(teach.link(f"/files/{path}"))
    words = page.locator("body").inner_text()
    assert "tickets (Score: 7.0 / 25.0)" in words
    tasks = page.locator(".tl-tasks tbody tr")
    assert tasks.count() == 7
    assert "3 / 3" in tasks.nth(0).inner_text() and "Not answered." in tasks.nth(1).inner_text()


def test_view_feedback_opens_the_page(page: Any, lab: Lab, site: CourseFolder) -> None:
    Steps(site).api.release_feedback("tickets")
    open_notebook(page, lab, "notebooks/00-start-here.ipynb")
    menu(page, "Nbgrader", "Assignment List")
    handed_in = page.locator("#submitted_assignments_list .list_item", has_text="tickets").first
    handed_in.get_by_text("Fetch Feedback").click()
    page.locator("#submitted_assignments_list").get_by_text("tickets").first.click()
    page.get_by_text("(view feedback)").first.click()
    viewer = page.frame_locator(".jp-HTMLViewer iframe")
    viewer.get_by_text("What was lost").wait_for()


def dialog(frame: Any, timeout: float = 30_000) -> None:
    """Wait for formgrader's message of success and close it."""
    box = frame.locator(".modal.in")
    box.locator("text=/[Ss]uccess/").first.wait_for(timeout=timeout)
    box.locator(".modal-footer .btn").first.click()
    box.wait_for(state="detached")
