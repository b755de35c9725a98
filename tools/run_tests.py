"""Run all tests in two halves side by side, one for each core.

One half runs the notebooks and grades the known answers to the homework, the other one does
everything else; what the first one says comes after the second. `pytest` alone does the same in a
row. Arguments are passed on to both.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ANSWERS = "tests/homework/test_calibration.py"
NOTHING = 5  # what pytest returns if no test was chosen


def main(arguments: list[str]) -> int:
    """Run both; return the exit code of the worse one."""
    pytest = [sys.executable, "-m", "pytest"]
    with tempfile.TemporaryFile("w+", encoding="utf-8") as said:
        beside = subprocess.Popen(
            [*pytest, "notebooks", "source", ANSWERS, "-p", "no:cacheprovider", *arguments],
            cwd=ROOT, stdout=said, stderr=subprocess.STDOUT,
        )  # fmt: skip
        code = subprocess.call([*pytest, "tests", f"--ignore={ANSWERS}", *arguments], cwd=ROOT)
        codes = {code, beside.wait()} - {NOTHING}
        said.seek(0)
        print(said.read())
    return max(codes, default=NOTHING)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
