"""What comes in by the exchange and by *Autograde*: the student's own ordinary files, and no more.

The attacks are real: links and pipes in an inbound folder, which nbgrader's own collect copies with
the instructor's rights. They need a second user, so they run as root only.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell

from support import ordinary
from support.graded import Here, exported, trick
from support.sandbox import needs_sandbox
from threadlab.grading.classroom import exchange
from threadlab.grading.classroom.steps import Steps
from threadlab.grading.classroom.whole_class import grade_class

STUDENT, OTHER = "daemon", "nobody"  # users that every system has
SECRET = "list(range(n, 0, -1))"  # stands in a hidden test and nowhere else
LOOK = """import os
for folder, folders, names in os.walk('.'):
    for name in names:
        try: print(name, open(os.path.join(folder, name), errors='replace').read()[:20000])
        except OSError: pass"""

pytestmark = [
    needs_sandbox,
    pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="needs two users"),
]


def number(user):
    import pwd

    return pwd.getpwnam(user).pw_uid


def named(when):
    return f"{when:%Y-%m-%d %H:%M:%S.%f} UTC"


def now():
    return datetime.now(UTC).replace(tzinfo=None)


def inbound(course, student, *, when=None, owner=None, notebook=None):
    """A folder in the exchange as nbgrader's submit makes it, owned by its student."""
    when = named(when or now())
    folder = course.exchange / "threadlab" / "inbound" / f"{student}+{ordinary.NAME}+{when}+x"
    folder.parent.mkdir(parents=True, exist_ok=True)
    import nbformat

    folder.mkdir()
    nbformat.write(notebook or ordinary.answered(course), folder / f"{ordinary.NAME}.ipynb")
    (folder / "timestamp.txt").write_text(when)
    (folder / "submission_secret.txt").write_text(f"the secret of {student}")
    own(folder, owner or student)
    return folder


def own(folder, user):
    for path in [folder, *folder.rglob("*")]:
        os.chown(path, number(user), -1, follow_symlinks=False)


def put_links(course, folder):
    """What a student can put beside a notebook to get at files that only the instructor reads."""
    source = course.root / "source" / ordinary.NAME
    (folder / "key.txt").symlink_to(source / f"{ordinary.NAME}.ipynb")
    (folder / "page.html").symlink_to(source / f"{ordinary.NAME}.ipynb")
    (folder / "grades.bin").symlink_to(course.gradebook)
    (folder / "whole").symlink_to(source)
    (folder / "deep").mkdir()
    (folder / "deep" / "key.csv").symlink_to(source / f"{ordinary.NAME}.ipynb")
    os.link(source / f"{ordinary.NAME}.ipynb", folder / "hard.txt")
    os.mkfifo(folder / "wait.txt")
    os.mknod(folder / "disk", 0o600 | 0o060000, os.makedev(7, 0))


def everything(*folders):
    """All that lies below the folders, links not followed, but for the graded notebooks."""
    found = ""
    for folder in folders:
        for path in sorted(folder.rglob("*")):
            if path.is_symlink() or not path.is_file():
                assert path.is_dir() and not path.is_symlink(), f"{path} is there"
            elif path.name != f"{ordinary.NAME}.ipynb" or "autograded" not in path.parts:
                found += f"{path.name}\n{path.read_text(errors='replace')}\n"
    return found


def shown(course, student):
    path = course.root / "autograded" / student / ordinary.NAME / f"{ordinary.NAME}.ipynb"
    import nbformat

    return "".join(
        output.get("text", "")
        for cell in nbformat.read(path, 4).cells
        if cell.cell_type == "code"
        for output in cell.outputs
    )


def sly(course):
    notebook = ordinary.answered(course)
    notebook.cells.insert(1, new_code_cell(LOOK))
    return notebook


@pytest.fixture
def open_course(course):
    Steps(course).release(ordinary.NAME)
    return course


def test_collecting_follows_no_link_and_what_is_beside_it_arrives(open_course):
    course = open_course
    folder = inbound(course, STUDENT, notebook=sly(course))
    (folder / "data.csv").write_text("1,2")
    (folder / "sub").mkdir()
    (folder / "sub" / "more.txt").write_text("more")
    own(folder, STUDENT)
    put_links(course, folder)
    for path in (folder / "deep", folder / "whole"):
        os.chown(path, number(STUDENT), -1, follow_symlinks=False)
    steps = Steps(course)
    steps.collect(ordinary.NAME)
    there = course.root / "submitted" / STUDENT / ordinary.NAME
    assert SECRET not in everything(there)
    assert (there / "data.csv").read_text() == "1,2"
    assert (there / "sub" / "more.txt").read_text() == "more"
    grade_class(course, ordinary.NAME, executor=Here())
    steps.feedback(ordinary.NAME)
    handed_back = course.exchange / "threadlab" / "feedback"
    text = everything(there, course.root / "autograded", course.root / "feedback", handed_back)
    assert SECRET not in text + shown(course, STUDENT)
    assert "SQLite format" not in text + shown(course, STUDENT)
    assert "data.csv 1,2" in shown(course, STUDENT)
    assert exported(course)[STUDENT] == 12
    assert len(list(handed_back.glob("*.html"))) == 1


@pytest.mark.parametrize("way", ["button", "command"])
def test_autograde_follows_no_link_and_what_is_beside_it_arrives(course, way):
    folder = ordinary.hand_in(course, "zip", sly(course)).parent
    (folder / "data.csv").write_text("1,2")
    os.chown(folder, number(STUDENT), -1)
    put_links(course, folder)
    if way == "button":
        result = Steps(course).api.autograde(ordinary.NAME, "zip")
        assert result["success"], result
    else:
        command = [sys.executable, "-m", "nbgrader", "autograde", ordinary.NAME]
        done = subprocess.run(command, cwd=course.root, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
    text = everything(course.root / "autograded") + shown(course, "zip")
    assert SECRET not in text and "SQLite format" not in text
    assert "data.csv 1,2" in text
    assert exported(course)["zip"] == 12


def test_the_button_waits_for_no_pipe_and_fails_for_no_odd_time(course):
    steps = Steps(course)
    for student in ("pipe", "odd", "good"):
        path = trick(course, student).with_name("timestamp.txt")
        if student == "pipe":
            path.unlink()
            os.mkfifo(path)
        elif student == "odd":
            path.write_text("yesterday, I think")
        for _ in range(2):
            result = steps.api.autograde(ordinary.NAME, student)
            assert result["success"], result
    assert [exported(course)[name] for name in ("pipe", "odd", "good")] == [12, 12, 12]


def test_feedback_is_pages_only(course):
    folder = ordinary.hand_in(course, "ada", ordinary.answered(course)).parent
    (folder / "submission_secret.txt").write_text("s")
    (folder / "other.html").write_text("<script>alert(1)</script>")
    (folder / "data.csv").write_text("1,2")
    grade_class(course, ordinary.NAME, executor=Here())
    steps = Steps(course)
    steps.release(ordinary.NAME)
    steps.feedback(ordinary.NAME)
    made = course.root / "feedback" / "ada" / ordinary.NAME
    kept = {"timestamp.txt", "submission_secret.txt"}  # by which nbgrader names what it releases
    assert {path.name for path in made.rglob("*")} - kept == {f"{ordinary.NAME}.html"}
    assert len(list((course.exchange / "threadlab" / "feedback").iterdir())) == 1


def test_what_came_by_mail_does_not_keep_the_feedback_of_others_back(course):
    for student in ("ada", "bo", "chen", "aya"):  # all but the second have handed in by mail
        folder = ordinary.hand_in(course, student, ordinary.answered(course)).parent
        (folder / "timestamp.txt").unlink(missing_ok=True)
    (folder / "submission_secret.txt").write_bytes(b"\xff\0")  # or with a secret that is no text
    (folder / "timestamp.txt").write_text("2026-10-05 18:00:00 UTC")
    secret = course.root / "submitted" / "bo" / ordinary.NAME / "submission_secret.txt"
    secret.write_text("s")
    secret.with_name("timestamp.txt").write_text("2026-10-05 18:00:00 UTC")
    grade_class(course, ordinary.NAME, executor=Here())
    steps = Steps(course)
    steps.release(ordinary.NAME)
    steps.make_feedback(ordinary.NAME)
    released = steps.api.release_feedback(ordinary.NAME)
    assert released["success"], released.get("error")
    told = [line for line in released["log"].splitlines() if "by the exchange" in line]
    assert [line.partition("]")[2].split()[0] for line in told] == ["ada", "aya", "chen"], told
    assert len(list((course.exchange / "threadlab" / "feedback").iterdir())) == 1


def test_a_folder_of_another_owner_is_refused_in_one_sentence(open_course):
    course = open_course
    inbound(course, STUDENT)
    forged = inbound(course, OTHER, owner=STUDENT)
    log = Steps(course).api.collect(ordinary.NAME)["log"]
    assert (course.root / "submitted" / STUDENT).is_dir()
    assert not (course.root / "submitted" / OTHER).exists()
    said = [line for line in log.splitlines() if forged.name in line]
    assert len(said) == 1 and OTHER in said[0] and STUDENT in said[0], log


def test_where_one_account_does_all_its_own_folders_are_collected(open_course):
    inbound(open_course, "ada", owner="root")
    Steps(open_course).collect(ordinary.NAME)
    assert (open_course.root / "submitted" / "ada" / ordinary.NAME / "timestamp.txt").is_file()


def test_a_forged_name_does_not_stand_in_for_somebody_or_stop_the_others(open_course):
    course = open_course
    inbound(course, STUDENT)
    base = course.exchange / "threadlab" / "inbound"
    for name in (
        f"{OTHER}+{ordinary.NAME}+no time at all+x", f"..+{ordinary.NAME}+{named(now())}+x",
        f"a\nb+{ordinary.NAME}+{named(now())}+x", f"=1+{ordinary.NAME}+{named(now())}+x",
        f"{OTHER}+{ordinary.NAME}+other+{named(now())}+x", f"+{ordinary.NAME}+{named(now())}+x",
    ):  # fmt: skip
        shutil.copytree(next(base.glob(f"{STUDENT}+*")), base / name)
    (base / f"linked+{ordinary.NAME}+{named(now())}+x").symlink_to(course.root / "source")
    (base / f"file+{ordinary.NAME}+{named(now())}+x").write_text("no folder")
    result = Steps(course).api.collect(ordinary.NAME)
    assert result["success"], result
    assert sorted(path.name for path in (course.root / "submitted").iterdir()) == [STUDENT]


def test_the_time_is_that_of_the_folder_and_not_what_its_student_wrote(open_course):
    course = open_course
    Steps(course).set_due_date(ordinary.NAME, "2026-10-05 18:00:00 UTC")
    for student, when in ((STUDENT, now()), (OTHER, datetime(2026, 10, 5, 12))):
        folder = inbound(course, student, when=when)
        (folder / "timestamp.txt").write_text("2026-10-05 11:00:00 UTC")
    log = Steps(course).api.collect(ordinary.NAME)["log"]
    for student in (STUDENT, OTHER):
        text = (course.root / "submitted" / student / ordinary.NAME / "timestamp.txt").read_text()
        stamp = datetime.strptime(text, "%Y-%m-%d %H:%M:%S.%f UTC")
        assert abs(stamp - now()) < timedelta(minutes=10), (student, text)
    assert f"{OTHER}+" in log and STUDENT not in [line.split("+")[0] for line in log.split("'")]


@pytest.mark.parametrize("place", ["notebook", "folder below", "file below"])
def test_who_writes_into_what_is_there_has_handed_it_in_then(open_course, monkeypatch, place):
    """After the deadline, say, when others have told: the folder itself is as it was."""
    course = open_course
    when = now()
    folder = inbound(course, STUDENT, when=when)
    (folder / "sub").mkdir()
    (folder / "sub" / "data.csv").write_text("1,2")
    own(folder, STUDENT)
    made = max(path.stat().st_ctime for path in [folder, *folder.rglob("*")])
    changed = {
        "notebook": folder / f"{ordinary.NAME}.ipynb", "file below": folder / "sub" / "data.csv",
        "folder below": folder / "sub",
    }[place]  # fmt: skip
    while changed.stat().st_ctime < made + 0.05:
        if place == "folder below":
            (folder / "sub" / "more.csv").write_text("3")
            (folder / "sub" / "more.csv").unlink()
        else:
            changed.write_bytes(changed.read_bytes())
    assert folder.stat().st_ctime <= made
    between = (made + changed.stat().st_ctime) / 2 - when.replace(tzinfo=UTC).timestamp()
    monkeypatch.setattr(exchange, "_SLACK", timedelta(seconds=between))
    log = Steps(course).api.collect(ordinary.NAME)["log"]
    text = (course.root / "submitted" / STUDENT / ordinary.NAME / "timestamp.txt").read_text()
    stamp = datetime.strptime(text, "%Y-%m-%d %H:%M:%S.%f UTC").replace(tzinfo=UTC)
    assert stamp.timestamp() > made, (stamp, log)
    assert "was changed at" in log


def test_the_newest_is_collected_and_only_once(open_course):
    course = open_course
    inbound(course, STUDENT, when=now() - timedelta(seconds=30))
    newer = inbound(course, STUDENT, when=now() - timedelta(seconds=10))
    (newer / "mark.txt").write_text("newer")
    own(newer, STUDENT)
    steps = Steps(course)
    steps.collect(ordinary.NAME)
    there = course.root / "submitted" / STUDENT / ordinary.NAME
    assert (there / "mark.txt").is_file()
    (there / "mark.txt").unlink()
    steps.collect(ordinary.NAME)
    assert not (there / "mark.txt").exists(), "what was collected already is left alone"
    inbound(course, STUDENT, when=now())
    steps.collect(ordinary.NAME)
    assert sorted(path.name for path in there.iterdir()) == [
        f"{ordinary.NAME}.ipynb", "submission_secret.txt", "timestamp.txt",
    ]  # fmt: skip


def test_what_is_too_large_stays_behind_and_the_notebook_is_collected(open_course):
    """A file may be said to be of any size, and have nothing in it."""
    course = open_course
    config = course.root / "nbgrader_config.py"
    config.write_text(config.read_text() + "\nc.CourseDirectory.max_dir_size = 200\n")
    folder = inbound(course, STUDENT)
    for name, size in (("a.bin", 10**13), ("b.bin", 150_000), ("c.bin", 120_000), ("d", 1000)):
        with (folder / name).open("wb") as file:
            file.truncate(size)
    own(folder, STUDENT)
    inbound(course, OTHER)
    log = Steps(course).api.collect(ordinary.NAME)["log"]
    there = course.root / "submitted" / STUDENT / ordinary.NAME
    assert sorted(path.name for path in there.iterdir()) == [
        "c.bin", "d", f"{ordinary.NAME}.ipynb", "submission_secret.txt", "timestamp.txt",
    ], log  # fmt: skip
    assert "'a.bin' was not taken: it is 10,000,000 MB, but at most 100 MB are collected." in log
    assert "'b.bin' was not taken: it is 0.15 MB, but at most 0.2 MB are collected." in log
    assert (course.root / "submitted" / OTHER).is_dir()


def test_a_released_exchange_lets_nobody_replace_what_another_handed_in(open_course):
    inbound_mode = (open_course.exchange / "threadlab" / "inbound").stat().st_mode
    assert inbound_mode & 0o1000 and open_course.exchange.stat().st_mode & 0o1000
    user = {"user": STUDENT, "group": number(STUDENT)}
    folder = inbound(open_course, OTHER)
    for path in [open_course.root, *open_course.root.parents]:  # as if it lay in a public place
        if path != Path("/"):
            path.chmod(path.stat().st_mode | 0o011)
    taken = f"import os; os.rename({str(folder)!r}, {str(folder) + '2'!r})"
    done = subprocess.run(["/usr/bin/python3", "-c", taken], check=False, **user)
    assert folder.is_dir() and done.returncode != 0
