"""What the explorer takes from private parts of the library is declared, and looked for."""

from __future__ import annotations

import ast
import functools
import platform
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import threadlab.explorer
from threadlab import Verdict, explore
from threadlab.explorer.model import library, private, standard
from threadlab.explorer.model.registry import MODULES
from threadlab.explorer.model.standard import code_of

HOME = Path(threadlab.explorer.__file__).parent
# A program that uses each module of which the explorer needs a private part.
USES = {
    "sys": "assert True",
    "builtins": "assert True",
    "_abc": "assert True",
    "warnings": "assert True",
    "threading": "import threading; threading.Thread(target=print).start()",
    "queue": "import queue; queue.Queue()",
    "concurrent.futures._base": "import concurrent.futures as f; f.Future()",
    "concurrent.futures.thread": "import concurrent.futures as f; f.ThreadPoolExecutor(1)",
    "functools": "import functools; functools.lru_cache(len)",
}


@pytest.fixture(autouse=True)
def _look_again() -> Iterator[None]:
    """What was found is kept; a test changes it, and leaves nothing behind."""
    yield
    private.lacking.cache_clear()
    private.strange.cache_clear()


def verdict_of(line: str) -> Verdict:
    private.lacking.cache_clear()
    private.strange.cache_clear()
    return explore(f"def main():\n    {line}\n")


def refused(verdict: Verdict, part: str) -> bool:
    """Whether a verdict says that this Python lacks a part, and is no judgement of the program."""
    said = f"with this Python, {platform.python_version()}: "
    return verdict.kind == "unsupported" and said in verdict.message and part in verdict.message


def test_this_python_has_all_that_is_declared() -> None:
    assert private.strange() == ""
    assert [found for module in private.PARTS if (found := private.lacking(module))] == []
    for module in MODULES:
        assert verdict_of(f"import {module}").status == "proved"


def test_each_module_with_private_parts_has_a_program_here() -> None:
    assert USES.keys() == private.PARTS.keys()


@pytest.mark.parametrize("module", USES)
def test_without_a_part_the_answer_is_unsupported_and_no_verdict(
    module: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert verdict_of(USES[module]).status == "proved"
    monkeypatch.setitem(private.PARTS, module, "never_there")
    assert refused(verdict_of(USES[module]), f"{module}.never_there")


@pytest.mark.parametrize(
    "part", [(module, part) for module, parts in private.PARTS.items() for part in parts.split()]
)
def test_each_declared_part_is_really_looked_for(
    part: tuple[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    module, path = part[0], part[1].partition("/")[0]
    monkeypatch.setitem(private.PARTS, module, f"{path}_gone")
    private.lacking.cache_clear()
    assert private.lacking(module) == f"{module}.{path}_gone"


@pytest.mark.parametrize("habit", private.HABITS)
def test_without_a_habit_of_the_interpreter_nothing_is_explored(
    habit: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(private.HABITS, habit, lambda: False)
    assert refused(verdict_of("assert True"), habit)


def test_a_part_that_is_gone_for_good_is_missed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(functools, "_make_key")
    assert refused(verdict_of(USES["functools"]), "functools._make_key")
    assert verdict_of("import queue; queue.Queue()").status == "proved"


def other_source(monkeypatch: pytest.MonkeyPatch, name: str, replace: dict[str, str]) -> None:
    """Let the source of a module of the library be another one."""

    @functools.cache
    def changed(module: str, classes: tuple[str, ...] | None) -> standard.Executed:
        found = real(module, classes)
        if module != name:
            return found
        file = found[0].co_filename
        source = Path(file).read_text(encoding="utf-8")
        for old, new in replace.items():
            assert old in source, f"This Python has no {old} in {name}."
            source = source.replace(old, new)
        return standard.compiled(source, file, classes)

    real = standard.executed
    monkeypatch.setattr(standard, "executed", changed)


POOL = "import concurrent.futures as f; f.ThreadPoolExecutor(1).submit(len, 'abc').result()"


@pytest.mark.parametrize(
    ("name", "replace", "part"),
    [
        ("queue", {"heappush(": "push_it("}, "queue: push_it"),
        ("threading", {"_deque(": "new_deque("}, "threading: new_deque"),
        ("concurrent.futures.thread", {"class _WorkItem": "class _Work"}, "_WorkItem"),
        ("concurrent.futures.thread", {"os.process_cpu_count": "os.cores"}, "os.cores"),
    ],
)
def test_source_that_is_not_what_it_was_is_unsupported(
    name: str, replace: dict[str, str], part: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    if name.endswith("thread") and "os.cores" in replace.values():
        replace = {"os.cpu_count": "os.cores", "os.process_cpu_count": "os.cores"}
        source = Path(code_of(name, None)[0].co_filename).read_text(encoding="utf-8")
        replace = {old: new for old, new in replace.items() if old in source}
    other_source(monkeypatch, name, replace)
    line = {"queue": USES["queue"], "threading": USES["threading"]}.get(name, POOL)
    verdict = verdict_of(line)
    assert refused(verdict, part), verdict


def test_a_fault_in_a_pools_own_work_is_no_deadlock(monkeypatch: pytest.MonkeyPatch) -> None:
    """The worker swallows it, and whoever waits for the result would wait for ever."""
    other_source(
        monkeypatch,
        "concurrent.futures.thread",
        {"if not self.future.set_running_or_notify_cancel()": "if self.future.no_such_thing()"},
    )
    verdict = verdict_of(POOL)
    assert refused(verdict, "no_such_thing"), verdict


def test_without_the_librarys_source_the_answer_is_unsupported(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def gone(*_: Any) -> Any:
        return Path(tmp_path / "python.zip" / "queue.py").read_text()

    monkeypatch.setattr(library, "code_of", gone)
    verdict = verdict_of(USES["queue"])
    assert refused(verdict, "python.zip"), verdict


def test_every_private_name_that_the_explorer_uses_is_its_own_or_declared() -> None:
    trees = [ast.parse(path.read_text(encoding="utf-8")) for path in HOME.rglob("*.py")]
    nodes = [node for tree in trees for node in ast.walk(tree)]
    own: set[str] = set()
    for node in nodes:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)):
            own.add(node.name)
        elif isinstance(node, (ast.Attribute, ast.Name)) and isinstance(node.ctx, ast.Store):
            own.add(node.attr if isinstance(node, ast.Attribute) else node.id)
        elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "__slots__":
            own |= {part.value for part in ast.walk(node.value) if isinstance(part, ast.Constant)}
        elif isinstance(node, ast.keyword) and node.arg:
            own.add(node.arg)
    declared = {
        word.removesuffix("()").partition("/")[0].removesuffix("()")
        for parts in private.PARTS.values()
        for part in parts.split()
        for word in part.split(".")
    }
    used = {
        node.attr
        for node in nodes
        if isinstance(node, ast.Attribute)
        and node.attr.startswith("_")
        and not node.attr.endswith("__")
    }
    documented = {"_fields"}  # of the classes in ast
    assert used - own - declared - documented == set()
