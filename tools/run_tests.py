"""Run the tests: all of them, the quick ones, or what belongs to one chapter, assignment or file.

    python tools/run_tests.py               everything, as CI does it
    python tools/run_tests.py --quick       units, doctests and the corpus of programs
    python tools/run_tests.py --only 06     a chapter; or tickets, test_play, tests/lab
    python tools/run_tests.py --other       what another Python could break, for .ci/other-pythons

Two halves run side by side, one for each core; what the first one says comes after the second.
Other arguments are passed on to pytest.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = "tests/homework/test_calibration.py"
GRADED = ["tests/homework", "tests/grading"]  # with the notebooks about as much work as the rest
DOCTESTS = ["src", "--doctest-modules"]
SEARCH = [
    "tests/explorer/search", "tests/explorer/telling", "tests/explorer/engine",
    "tests/explorer/model",
]  # fmt: skip
UNITS = [
    "tests/explorer/source", "tests/explorer/instrument", "tests/explorer/objects",
    "tests/pictures", "tests/book/test_book.py",
    "tests/grading/wire", "tests/grading/classroom/test_answer_files.py",
    "tests/project/test_packages.py", "tests/project/test_words.py", "tests/project/test_house.py",
    "tests/project/test_docs.py",
]  # fmt: skip
# Of these, what tries hundreds of programs against an oracle: two thirds of the time of them all.
SWEEPS = [
    "tests/explorer/search/test_sections.py", "tests/explorer/search/test_random_programs.py",
    "tests/explorer/search/test_real_threads.py", "tests/explorer/telling/test_every_story.py",
    "tests/explorer/telling/test_no_trace.py", "tests/explorer/engine/test_loops.py",
    "tests/explorer/engine/test_finalizers.py",
    "tests/explorer/objects/test_effects.py", "tests/explorer/objects/test_effects_table.py",
    "tests/explorer/objects/test_unknown.py", "tests/explorer/objects/test_handed_back.py",
    "tests/explorer/objects/test_shared_namespaces.py", "tests/explorer/model/test_workers.py",
    "tests/explorer/model/test_barriers.py", "tests/explorer/model/test_events.py",
    "tests/explorer/model/test_settings.py", "tests/explorer/model/test_streams.py",
    "tests/explorer/instrument/test_lazy_calls.py",
]  # fmt: skip
# What depends on the Python that runs it: the explorer, pools of workers, the library's own parts.
OTHER = [
    "tests/explorer", "tests/experiments/test_twelve_sums.py", "tests/experiments/test_tasks.py",
    "tests/grading/judging/test_judging.py", "tests/grading/judging/test_settled.py",
    "tests/project/test_packages.py",
    "tests/book/test_versions.py",
]  # fmt: skip
OTHER_NOTEBOOKS = [
    "notebooks/10-gil-timing.ipynb", "notebooks/12-processes-with-threads.ipynb",
    "notebooks/14-pools-and-futures.ipynb",
]  # fmt: skip
PYTEST = [sys.executable, "-m", "pytest"]
FAILED, NOTHING = 1, 5  # what pytest returns if a test failed, and if none was chosen


def main(arguments: list[str]) -> int:
    """Run what is asked for; return the exit code of the worst part."""
    if "--only" in arguments:
        place = arguments.index("--only")
        try:
            chosen = only(arguments[place + 1])
        except LookupError as error:
            print(error, file=sys.stderr)
            return 2
        code = subprocess.call([*PYTEST, *chosen, *arguments[place + 2 :]], cwd=ROOT)
        return told(code)
    if "--other" in arguments:
        rest = [argument for argument in arguments if argument != "--other"]
        return halves([*OTHER_NOTEBOOKS, ANSWERS, "-q"], [*OTHER, "-q"], rest)
    doctests = subprocess.call([*PYTEST, *DOCTESTS, "-q"], cwd=ROOT)
    if "--quick" in arguments:
        rest = [argument for argument in arguments if argument != "--quick"]
        rest += [f"--ignore={file}" for file in SWEEPS]
        return told(max(doctests, halves([*UNITS, "-q"], [*SEARCH, "-q"], rest)))
    rest = ["tests", *(f"--ignore={folder}" for folder in GRADED)]
    return told(max(doctests, halves(["notebooks", "source", *GRADED], rest, arguments)))


def told(code: int) -> int:
    """The exit code `code`, after a sentence for whoever has not seen a test fail here before."""
    if code == FAILED:
        print("What it means when something fails: CONTRIBUTING.md, 'When something fails'.")
    return code


def halves(one: list[str], other: list[str], arguments: list[str]) -> int:
    """Run two parts of the tests side by side; return the exit code of the worse one."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        beside = subprocess.Popen(
            [*PYTEST, *one, "-p", "no:cacheprovider", *arguments],
            cwd=ROOT, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        code = subprocess.call([*PYTEST, *other, *arguments], cwd=ROOT)
        codes = {code, beside.wait()} - {NOTHING}
        said.seek(0)
        print(said.read())
    return max(codes, default=NOTHING)


def only(name: str) -> list[str]:
    """The tests of a chapter ("06"), an assignment ("tickets"), a file ("test_play") or a folder.

    Raises `LookupError` if there is nothing of that name.
    """
    chapters = sorted((ROOT / "notebooks").glob(f"{name}*.ipynb"))
    if len(chapters) == 1:
        return [str(chapters[0])]
    if (ROOT / "source" / name).is_dir():
        answers = [f"tests/homework/test_calibration.py::{test}[{name}]" for test in ANSWER_TESTS]
        return [f"source/{name}", *answers]
    if name and (ROOT / name).exists():
        return [name]
    stem = name.removesuffix(".py")
    found = [
        path for path in (ROOT / "tests").rglob("test_*.py") if path.stem in (stem, f"test_{stem}")
    ]
    found += [path for path in (ROOT / "tests").rglob(stem) if stem and path.is_dir()]
    if not found:
        raise LookupError(
            f"There are no tests for {name!r}: name a chapter (06), an assignment (tickets), "
            "a test file (test_play) or a folder (tests/lab)."
        )
    return [str(path) for path in found]


ANSWER_TESTS = ("test_every_answer_gets_the_marks_that_it_should",)

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
