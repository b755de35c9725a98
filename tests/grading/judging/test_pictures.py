"""The picture of a schedule that a room has told."""

from __future__ import annotations

from support.sandbox import needs_sandbox

pytestmark = needs_sandbox


def test_a_picture_of_a_schedule_has_nothing_of_what_a_room_says_but_text(plan):
    from threadlab.grading.judging.pictures import picture

    evil = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"
    names = ("thread", "operation", "object", "value", "before", "file", "source")
    one = dict.fromkeys(names, evil)
    one |= {"time": 1.0, "step": 1, "line": 1, "held": [evil], "ready": [evil],
            "blocked": {evil: [evil, evil]}}  # fmt: skip
    run = {"events": [one, one | {"step": 2, "operation": "acquire"}], "elapsed": 2.0,
           "holds": {evil: evil}, "waits": {evil: evil}, "names": {evil: evil}}  # fmt: skip
    verdict = {"schedule": evil, "kind": "deadlock", "message": evil, "run": run}
    shown = picture(verdict, plan["test-squares"])["data"].get("text/html", "")
    assert "<script" not in shown and "<img" not in shown
    for odd in (float("nan"), float("inf"), "x", None, {}, [], 10**400):
        broken = verdict | {"run": run | {"events": [one | {"time": odd}]}}
        assert "text/html" not in picture(broken, plan["test-squares"])["data"]
