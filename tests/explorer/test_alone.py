"""The explorer, its verdicts and pictures need nothing but greenlet; what is missing says so."""

from __future__ import annotations

import subprocess
import sys

import pytest

from threadlab.extras import EXTRA_OF

ALONE = """
import sys
class Only:
    def find_spec(self, name, path=None, target=None):
        root = name.partition(".")[0]
        if root.startswith("_sysconfigdata_"):  # Python's own, named after the machine
            return
        if root not in sys.stdlib_module_names and root not in ("threadlab", "greenlet", *ALLOWED):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
ALLOWED = []
sys.meta_path.insert(0, Only())
"""
DRAWN = """
import threadlab
text = '''
import threading
n = 0
def work():
    global n
    n += 1
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2
'''
verdict = threadlab.explore(text)
assert verdict.kind == "assertion" and "reads n" in verdict.story
found = threadlab.outcomes(text)
for drawn in (verdict, verdict.lanes(), verdict.table(), verdict.player(), found):
    assert "<" in drawn._repr_html_()
"""


def alone(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", ALONE + program], capture_output=True, text=True, check=False
    )


def test_a_verdict_is_found_told_and_drawn_with_greenlet_alone():
    done = alone(DRAWN)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("package", EXTRA_OF)
def test_what_is_missing_is_said_with_the_extra_that_brings_it(package):
    done = alone(
        "from threadlab.errors import ThreadlabError\nfrom threadlab.extras import needed\n"
        f"try:\n    with needed():\n        import {package}\n"
        "except ThreadlabError as error:\n    print(error)\n"
    )
    extra = f"pip install 'threadlab[{EXTRA_OF[package]}]'."
    assert done.stdout == f"This needs {package}, which is not installed: {extra}\n", done.stderr


def test_the_command_says_which_extra_it_needs():
    done = alone("from threadlab.cli import main\nmain(['demo'])\n")
    assert done.returncode == 1 and "threadlab[course]" in done.stderr, done.stderr
