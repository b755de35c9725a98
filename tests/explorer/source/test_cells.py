"""Programs whose functions stand in several cells of a notebook."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell

import threadlab
from threadlab.explorer.source import cells

CELLS = (
    "import threading\nfrom functools import partial\nimport threadlab as tl",
    "n = 0\n\ndef work():\n    global n\n    n += 1",
    """
def two(function):
    threads = [threading.Thread(target=function) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert n == 2""",
    "class Worker:\n    def work(self):\n        work()",
    "def made():\n    def inner():\n        work()\n    return inner",
    "kept = [lambda: work()]",
    "def passed_on(function):\n    def wrapper():\n        function()\n    return wrapper",
    "@passed_on\ndef decorated():\n    work()",
)


@pytest.fixture(scope="module")
def run() -> Iterator[Callable[[str], Any]]:
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance()
    threadlab.load_ipython_extension(shell)
    cells.forget()

    def run_cell(source: str) -> Any:
        done = shell.run_cell(source, store_history=True)
        done.raise_error()
        return done.result

    for cell in CELLS:
        run_cell(cell)
    yield run_cell
    InteractiveShell.clear_instance()


@pytest.mark.parametrize("function", ["work", "made()", "kept[0]", "decorated", "Worker().work",
                                      "partial(work)", "lambda: work()"])  # fmt: skip
@pytest.mark.parametrize("way", ["partial(two, {})", "partial(two, function={})",
                                 "lambda: two({})", "partial(partial(two), {})"])  # fmt: skip
def test_a_function_of_another_cell_may_be_handed_over(
    run: Callable[[str], Any], way: str, function: str
) -> None:
    verdict = run(f"tl.explore({way.format(function)})")
    assert verdict.kind == "assertion", verdict
    assert verdict.schedule == "main T1:1 T2 T1 main"
