"""What `threadlab doctor` says, and the command line around it."""

from __future__ import annotations

import shutil

import pytest

from threadlab import cli, doctor
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
