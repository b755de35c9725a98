"""The course folder, its exchange, and the servers that serve it."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from support.project import PROJECT, new_course
from threadlab import cli, progress
from threadlab.course import server
from threadlab.course.exchange import publish, same_files
from threadlab.errors import ThreadlabError
from threadlab.grading.classroom.folder import CourseFolder
from threadlab.grading.classroom.steps import Steps

no_exchange = pytest.mark.skipif(os.name == "nt", reason="nbgrader has no exchange on Windows")


def test_a_course_is_found_from_any_folder_inside(course: CourseFolder) -> None:
    inside = course.root / "source" / "tickets"
    assert CourseFolder.find(inside) == course


def test_a_path_that_nbgrader_takes_for_a_pattern_is_refused(tmp_path: Path) -> None:
    folder = new_course(tmp_path / "course [v1]").root
    with pytest.raises(ThreadlabError, match="rename the folder"):
        CourseFolder.find(folder)


def test_a_named_folder_that_is_no_course_is_refused(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(course.root)
    with pytest.raises(SystemExit) as stop:
        cli.main(["teach", "--course", "demo-typo"])
    assert "demo-typo is no course" in str(stop.value.code)


def test_a_folder_without_a_course_is_explained(tmp_path: Path) -> None:
    with pytest.raises(ThreadlabError, match=r"a course is a folder with nbgrader_config\.py"):
        CourseFolder.find(tmp_path)


def test_the_configuration_keeps_everything_beside_it(course: CourseFolder) -> None:
    config = course.nbgrader().config
    assert config.CourseDirectory.root == str(course.root)
    assert config.Exchange.root == str(course.root / "exchange")
    assert config.Exchange.assignment_dir == str(course.root / "homework")
    assert (course.root / "exchange").is_dir()


def test_an_exchange_elsewhere_can_be_named(
    course: CourseFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shared = tmp_path / "shared"
    monkeypatch.setenv("THREADLAB_EXCHANGE", str(shared))
    assert course.nbgrader().config.Exchange.root == str(shared)
    assert course.exchange == shared
    assert publish(course) == []
    assert not shared.exists(), "an exchange of others is left alone"
    assert CourseFolder(course.root / "demo").exchange == course.root / "demo" / "exchange"


@no_exchange
def test_a_gradebook_is_made_although_no_environment_is_activated(course: CourseFolder) -> None:
    environment = os.environ | {"PATH": "/usr/bin:/bin"}
    line = [sys.executable, "-m", "nbgrader", "generate_assignment", "tickets", "--force"]
    run = subprocess.run(
        line, cwd=course.root, env=environment, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert course.gradebook.is_file()


@no_exchange
def test_the_students_lab_publishes_what_is_new_and_only_that(course: CourseFolder) -> None:
    assert publish(course) == course.assignments()
    assert same_files(course.root / "release" / "tickets", course.outbound / "tickets")
    assert publish(course) == []
    checkpoints = course.root / "release" / "tickets" / ".ipynb_checkpoints"
    checkpoints.mkdir()
    (checkpoints / "tickets-checkpoint.ipynb").touch()
    assert publish(course) == [], "what JupyterLab keeps beside a notebook is no new release"
    with (course.root / "release" / "tickets" / "tickets.ipynb").open("a") as notebook:
        notebook.write("\n")
    assert publish(course) == ["tickets"]


def test_a_course_has_a_class_once_a_student_is_enrolled(course: CourseFolder) -> None:
    assert not course.has_class()
    steps = Steps(course)
    steps.generate("tickets")
    assert not course.has_class()
    steps.enroll("ada", "Ada", "Novak")
    assert course.has_class()


def test_a_step_that_fails_tells_nbgraders_story(course: CourseFolder) -> None:
    with pytest.raises(ThreadlabError, match="nbgrader could not generate"):
        Steps(course).generate("no-such-assignment")


def test_a_port_in_use_is_named_with_what_to_do() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(ThreadlabError) as stop:
            server.choose_port(port)
    assert str(stop.value) == (
        f"Port {port} is in use, perhaps by another lab: stop that one, or choose another port, "
        f"as in make lab LAB_ARGS='--port {port + 1}'."
    )


def test_without_a_wish_the_next_free_port_is_taken_and_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(server, "is_free", lambda port: port >= 8890)
    assert server.choose_port(None) == 8890
    assert "Port 8888 is in use" in capsys.readouterr().out
    monkeypatch.setattr(server, "is_free", lambda port: False)
    with pytest.raises(ThreadlabError, match="8888 to 8987 are all in use"):
        server.choose_port(None)


def test_options_go_on_to_jupyterlab(course: CourseFolder) -> None:
    line = server.command("student", course, 9000, browser=False, extra=["--ServerApp.ip=::1"])
    assert f"--ServerApp.root_dir={course.root}" in line
    assert "--ServerApp.port=9000" in line
    assert "--no-browser" in line
    assert [word for word in line if word.startswith("--ServerApp.ip")] == ["--ServerApp.ip=::1"]
    line = server.command("student", course, 9000, browser=True, extra=["--ip", "::1"])
    assert not any(word.startswith("--ServerApp.ip") for word in line)
    assert "--LabApp.default_url=/lab/tree/notebooks/00-start-here.ipynb" in line


def test_programs_and_settings_are_found(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "/usr/bin")
    variables = server.environment("student", course)
    assert variables["PATH"].split(os.pathsep)[0] == str(Path(sys.executable).parent)
    settings, config = variables["JUPYTER_CONFIG_PATH"].split(os.pathsep)[:2]
    assert config == str(course.root)
    pages = json.loads((Path(settings) / "labconfig" / "page_config.json").read_text())
    assert pages["disabledExtensions"]["@jupyter/nbgrader:formgrader"] is True


def test_a_students_progress_has_a_file_outside_of_the_course(
    course: CourseFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert progress.VARIABLE not in server.environment("instructor", course)
    file = Path(server.environment("student", course)[progress.VARIABLE])
    assert course.root not in file.parents and PROJECT not in file.parents
    monkeypatch.setenv(progress.VARIABLE, "/elsewhere.json")
    assert server.environment("student", course)[progress.VARIABLE] == "/elsewhere.json"


def test_a_lab_opens_without_what_another_one_has_left_open(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The reader's own JupyterLab, another course, the instructor's lab: each has its layout."""
    monkeypatch.setenv("JUPYTER_DATA_DIR", str(tmp_path / "data"))
    courses = [new_course(tmp_path / name) for name in ("one", "other")]
    for given in ("", str(tmp_path / "given")):
        if given:
            monkeypatch.setenv(server.LAYOUTS, given)
        kept = [
            Path(server.environment(role, course)[server.LAYOUTS])
            for role in ("student", "instructor")
            for course in courses
        ]
        assert len(set(kept)) == 4
        assert {folder.parent for folder in kept} == {
            Path(given or tmp_path / "data" / "threadlab" / "layouts")
        }


def test_the_instructors_lab_keeps_formgrader() -> None:
    settings = Path(server.__file__).parent / "settings" / "instructor"
    for path in settings.rglob("*.json"):
        assert "formgrader" not in path.read_text()
