"""What `threadlab doctor` says, and the command line around it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from support.project import PROJECT
from threadlab import cli, doctor
from threadlab.grading.classroom.folder import CONFIG_NAME, CourseFolder
from threadlab.grading.sandbox import enclosure


def test_the_report_covers_what_an_instructor_asks_for() -> None:
    report = doctor.report()
    for topic in ("Python", "GIL", "packages", "cores", "start methods", "limits", "exchange",
                  "browser", "sandbox", "kernels"):  # fmt: skip
        assert f"\n{topic}" in report


def test_what_is_missing_comes_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(enclosure, "missing", lambda: "This is no Linux.")
    by_topic = {finding.topic: finding for finding in doctor.findings()}
    assert "sudo apt install chromium" in by_topic["browser"].missing
    assert "--no-sandbox" in by_topic["sandbox"].missing
    assert doctor.browser_path() is None


@pytest.mark.skipif(os.name == "nt", reason="nbgrader has no exchange on Windows")
def test_an_exchange_that_is_too_open_is_told_folder_by_folder(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    shutil.copy(PROJECT / CONFIG_NAME, tmp_path)
    course = CourseFolder(tmp_path.resolve())
    monkeypatch.chdir(course.root)
    for folder in (course.inbound, course.outbound):
        folder.mkdir(parents=True)
    course.inbound.chmod(0o1733)
    course.exchange.chmod(0o1777)
    assert not doctor._exchange().missing
    course.inbound.chmod(0o733)
    assert f"chmod +t {course.inbound}" in doctor._exchange().missing
    course.inbound.chmod(0o1733)
    course.exchange.chmod(0o777)
    course.outbound.chmod(0o777)
    told = doctor._exchange().missing
    assert f"chmod +t {course.exchange}" in told and f"chmod o-w {course.outbound}" in told
    assert str(course.inbound) not in told
    (tmp_path / CONFIG_NAME).write_text("c = get_config()")
    assert "ExchangeFactory" in doctor._exchange().missing


def test_an_unknown_option_is_refused(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        cli.main(["doctor", "--fast"])
    assert stop.value.code == 2
    assert "--fast is not an option of this command" in capsys.readouterr().err


def test_an_error_for_people_is_one_sentence_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, tmp_path: object
) -> None:
    monkeypatch.chdir(str(tmp_path))
    with pytest.raises(SystemExit) as stop:
        cli.main(["demo"])
    assert str(stop.value.code).startswith("There is no course in ")
