"""What newer Pythons have brought into the language: rewritten, it means what it means there."""

from __future__ import annotations

import sys
import threading
import warnings
from pathlib import Path

import pytest

from threadlab import explore, outcomes

NOW = sys.version_info
since_3_14 = pytest.mark.skipif(NOW < (3, 14), reason="The syntax has come with Python 3.14.")
since_3_15 = pytest.mark.skipif(NOW < (3, 15), reason="The syntax has come with Python 3.15.")
TWO = """
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""


@since_3_14
def test_a_template_keeps_its_values_and_makes_no_text_of_them() -> None:
    source = """
import threading
from string.templatelib import Interpolation, Template
rows = []
def work():
    rows.append(1)
def main():
    thread = threading.Thread(target=work)
    thread.start()
    template = t"{rows!r:>{len("ab")}} rows"
    part, text = template
    assert isinstance(template, Template) and isinstance(part, Interpolation)
    assert (part.value is rows, part.expression, part.conversion, part.format_spec, text) == (
        True, "rows", "r", ">2", " rows")
    print(f"{part.value}")
    thread.join()
"""
    assert outcomes(source).outputs == ["[1]\n", "[]\n"]
    assert "all 2 that differ" in explore(source).message, (
        "Making the template is no look into the list."
    )


@since_3_14
def test_a_call_within_a_template_is_an_operation() -> None:
    source = (
        """
import threading
rows = [1]
def work():
    if rows:
        t"{rows.pop()}"
"""
        + TWO
    )
    assert explore(source).kind == "exception"


@since_3_14
def test_exceptions_without_brackets() -> None:
    source = (
        """
import threading
count = 0
def work():
    global count
    try:
        raise KeyError
    except ValueError, KeyError:
        count += 1
"""
        + TWO
        + "    assert count == 2\n"
    )
    assert explore(source).kind == "assertion"


ANNOTATED = (
    """
import threading
box = []
def f(x: box.append(1)): pass
def work():
    f.__annotations__
"""
    + TWO
)


def test_annotations_are_evaluated_when_this_python_does_it() -> None:
    later = NOW >= (3, 14)
    assert explore(ANNOTATED + "    assert box == [1]\n", entry="main").status == (
        "failed" if later else "proved"
    ), "Two threads may both find them not evaluated yet."
    nobody = "box = []\ndef f(x: box.append(1)): pass\ndef main():\n    assert not box\n"
    assert explore(nobody).status == ("proved" if later else "failed")
    texts = "from __future__ import annotations\n"
    assert explore(texts + ANNOTATED + "    assert box == []\n").status == "proved"


def test_an_annotation_sees_the_variables_around_it() -> None:
    source = """
import threading
def main():
    kind = int
    def f(x: kind) -> kind: pass
    class A:
        other = kind
        def g(self, x: other): pass
        y: other = 1
    thread = threading.Thread(target=lambda: print(f.__annotations__["x"].__name__))
    thread.start()
    kind = str
    thread.join()
    assert A.g.__annotations__["x"] is A.__annotations__["y"] is A.other is int
"""
    printed = ["int\n", "str\n"] if NOW >= (3, 14) else ["int\n"]
    assert outcomes(source).outputs == printed
    assert explore(source).status == "proved"


def test_classes_that_are_made_of_annotations() -> None:
    source = (
        """
import threading
from dataclasses import dataclass, field
from typing import Callable, ClassVar, NamedTuple, Optional, TypedDict
class Pair(NamedTuple):
    one: int
    other: "Later"
    more: Callable[[int], list[str]] = str
class Options(TypedDict, total=False):
    a: Optional[int]
    b: dict[str, list[int]]
@dataclass
class Record:
    n: int = 0
    calls: list[Callable[[int], int]] = field(default_factory=list)
    shared: ClassVar[int] = 1
record = Record()
def work(x: Callable[[int], int] = abs) -> Optional[Record]:
    record.n += 1
"""
        + TWO
        + """
    assert Pair(1, 2) == (1, 2, str) and Options(a=1) == {"a": 1} and len(Pair.__annotations__) == 3
    assert list(Record.__annotations__) == ["n", "calls", "shared"]
    assert record.n == 2
"""
    )
    verdict = explore(source)
    assert verdict.kind == "assertion" and "1 == 2" in verdict.message, verdict


@since_3_14
def test_a_name_may_stand_in_an_annotation_before_it_is_defined() -> None:
    source = (
        """
import threading
from dataclasses import dataclass
@dataclass
class Node:
    next: Node | None = None
def work(x: Later | None = None): pass
class Later: pass
"""
        + TWO
        + "    assert work.__annotations__['x'] == Later | None and Node(Node()).next == Node()\n"
    )
    assert explore(source).status == "proved"


def test_a_live_class_with_annotations_can_be_taken_along() -> None:
    def made() -> int:
        class Shelf:
            books: list[int]
            room: int = 1

            def add(self, book: Shelf | None = None) -> Shelf:
                self.room += 1
                return self

        shelf = Shelf()

        def main() -> None:
            threads = [threading.Thread(target=shelf.add) for _ in range(2)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            assert shelf.room == 3

        verdict = explore(main)
        assert verdict.kind == "assertion", verdict
        return verdict.runs

    assert made() > 1


WARNED = (
    r"""
import threading
def work():
    for _ in "ab":
        try:
            return 1
        finally:
            break
    return "\d" is 2
"""
    + TWO
)


def test_the_warnings_of_a_program_are_not_said_by_who_explores_it() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert explore(WARNED).status == "proved"
        assert outcomes(WARNED).outputs == [""]


@since_3_15
@pytest.mark.parametrize(
    ("made", "text"),
    [
        ("[*row for row in rows]", "[1, 2, 3]"),
        ("sorted({*row for row in rows})", "[1, 2, 3]"),
        ("list(*row for row in rows)", "[1, 2, 3]"),
        ("{**dict.fromkeys(row) for row in rows}", "{1: None, 2: None, 3: None}"),
        ("{**each for each in [table, {2: 2}]}", "{1: 1, 2: 2}"),
    ],
)
def test_what_is_unpacked_in_a_comprehension_is_looked_at(made: str, text: str) -> None:
    source = """
import threading
rows, table = [[1, 2], [3]], {1: 1}
def work():
    print(MADE)
def main():
    thread = threading.Thread(target=work)
    thread.start()
    rows[0].append(4)
    table[4] = 4
    thread.join()
"""
    found = outcomes(source.replace("MADE", made)).outputs
    assert f"{text}\n" in found and len(found) == 2, found


LATE = "lazy {what}\ncount = 0\ndef work():\n    global count\n    count += 1\n"


@since_3_15
@pytest.mark.parametrize("what", ["import threading", "from threading import Thread"])
def test_an_import_that_is_executed_late_brings_the_modules_of_the_program(what: str) -> None:
    two = TWO if what == "import threading" else TWO.replace("threading.Thread", "Thread")
    verdict = explore(LATE.format(what=what) + two + "    assert count == 2\n")
    assert verdict.kind == "assertion", verdict


@since_3_15
def test_who_first_needs_a_module_of_the_programs_own_is_not_explored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "helper_of_mine.py").write_text("box = []\n")
    monkeypatch.syspath_prepend(tmp_path)
    for source in (
        "lazy import helper_of_mine\n",
        "lazy from helper_of_mine import box\n",
        "__lazy_modules__ = ['helper_of_mine']\nimport helper_of_mine\n",
    ):
        verdict = explore(source + "def main():\n    pass\n")
        assert verdict.kind == "unsupported", verdict
        assert "lazy import helper_of_mine" in verdict.message
