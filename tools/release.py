"""Generate release/ from source/ with nbgrader, or with --check compare the two.

What students get is never edited: it is the output of nbgrader's generate_assignment, byte for
byte, made in a folder of its own so that no gradebook is touched.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from threadlab.course.exchange import same_files
from threadlab.grading.classroom.folder import CONFIG_NAME, CourseFolder
from threadlab.grading.classroom.steps import Steps

ROOT = Path(__file__).resolve().parent.parent


def main(check: bool) -> int:
    """Write release/, or with `check` name what differs; return the exit code."""
    differences = 0
    with tempfile.TemporaryDirectory() as folder:
        course = CourseFolder(Path(folder).resolve())
        shutil.copy(ROOT / CONFIG_NAME, course.config)
        shutil.copytree(ROOT / "source", course.root / "source")
        steps = Steps(course)
        for name in course.assignments():
            steps.generate(name)
            new, old = course.root / "release" / name, ROOT / "release" / name
            if same_files(new, old):
                continue
            if check:
                print(f"release/{name} is not what source/{name} makes: run 'make release'.")
                differences += 1
            else:
                shutil.rmtree(old, ignore_errors=True)
                shutil.copytree(new, old)
                print(f"release/{name} generated.")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main("--check" in sys.argv[1:]))
