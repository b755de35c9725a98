"""Warnings do as in Python, and filters are seen by all threads."""

from __future__ import annotations

import subprocess
import sys
import warnings

import pytest

from threadlab import explore, outcomes, simulate

SHOW = """
import warnings
def show(message, category, filename, lineno, file=None, line=None):
    print(category.__name__, message, lineno)
warnings.showwarning = show
"""
SAME = {
    "by default once for a place": f"""{SHOW}
for n in range(3): warnings.warn("again")
warnings.warn("old", DeprecationWarning); warnings.warn("later", PendingDeprecationWarning)
""",
    "by action": f"""{SHOW}
for action in ("always", "ignore", "once", "module", "default"):
    with warnings.catch_warnings():
        warnings.simplefilter(action)
        for n in range(2): warnings.warn(f"{{action}}", RuntimeWarning)
""",
    "as an error": """
import warnings
warnings.filterwarnings("error", "never .*", UserWarning)
try: warnings.warn("never do this")
except UserWarning as error: print("raised", error)
warnings.resetwarnings(); print(len(warnings.filters))
""",
    "recorded": """
import warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    warnings.warn("one"); warnings.warn("two", stacklevel=1)
    def f(): warnings.warn("by whom", stacklevel=2)
    f()
print([(str(w.message), w.category, w.lineno) for w in caught], len(warnings.filters) > 0)
""",
    "by the rest of the library": """
import calendar, warnings
with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    exec_ = warnings.warn_explicit("there", UserWarning, "file.py", 7)
print([(str(w.message), w.filename, w.lineno) for w in caught])
""",
    "handed to logging": """
import logging, sys, warnings
logging.basicConfig(stream=sys.stdout, format="%(name)s %(levelname)s")
logging.captureWarnings(True)
warnings.warn("into the log")
logging.captureWarnings(False)
""",
    "wrong": """
import warnings
for call in (lambda: warnings.warn("x", int), lambda: warnings.simplefilter("nonsense")):
    try: call()
    except (TypeError, AssertionError, ValueError) as error: print(type(error).__name__)
w = warnings.catch_warnings()
with w:
    try: w.__enter__()
    except RuntimeError as error: print(type(error).__name__)
""",
}


@pytest.mark.parametrize("name", SAME)
def test_warnings_do_as_in_python(name: str) -> None:
    real = subprocess.run(
        [sys.executable, "-u", "-c", SAME[name]],
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=True,
    )  # fmt: skip
    run = simulate(SAME[name])
    assert run.kind is None, run.message
    assert run.output == real.stdout


CHANGES = {
    "simplefilter": "warnings.simplefilter('error')",
    "filterwarnings": "warnings.filterwarnings('ignore', 'x')",
    "resetwarnings": "warnings.resetwarnings()",
    "in place": "warnings.filters.clear()",
    "set": "warnings.filters = []",
    "for a block": "with warnings.catch_warnings(): warnings.simplefilter('ignore')",
    "to logging": "logging.captureWarnings(True)",
    "its way to show": "warnings.showwarning = print",
}
LOOKS = {
    "simplefilter": "len(warnings.filters)", "filterwarnings": "len(warnings.filters)",
    "resetwarnings": "warned()", "in place": "warnings.filters == []",
    "set": "len(list(warnings.filters))", "for a block": "len(warnings.filters)",
    "to logging": "warnings.showwarning.__name__",
    "its way to show": "warnings.showwarning is print",
}  # fmt: skip


@pytest.mark.parametrize("what", CHANGES)
def test_who_looks_may_come_before_and_after_a_change(what: str) -> None:
    found = outcomes(f"""
import logging, threading, warnings
def warned():
    with warnings.catch_warnings(record=True) as caught:
        warnings.warn('old', PendingDeprecationWarning)
        return len(caught)
def work():
    {CHANGES[what]}
thread = threading.Thread(target=work)
thread.start()
seen = {LOOKS[what]}
thread.join()
print(seen)
""")
    assert len(found) >= 2, found


@pytest.mark.parametrize("record", (False, True))
def test_two_blocks_that_overlap_leave_filters_behind_and_a_lock_keeps_them_apart(
    record: bool,
) -> None:
    source = f"""
import contextlib, threading, warnings
lock = LOCK()
def work():
    with lock, warnings.catch_warnings(record={record}):
        warnings.simplefilter("ignore")
before = list(warnings.filters), warnings.showwarning
threads = [threading.Thread(target=work) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert (list(warnings.filters), warnings.showwarning) == before
"""
    assert explore(source.replace("LOCK", "contextlib.nullcontext")).kind == "assertion"
    assert explore(source.replace("LOCK", "threading.Lock")).status == "proved"


def test_the_kernel_keeps_its_filters() -> None:
    before = list(warnings.filters), warnings.showwarning, warnings._showwarnmsg_impl
    run = simulate("""
import warnings
warnings.simplefilter("error")
warnings.showwarning = print
""")
    assert run.kind is None, run.message
    after = list(warnings.filters), warnings.showwarning, warnings._showwarnmsg_impl
    assert after == before
