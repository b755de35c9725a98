"""The desk of a page, asked natively: what comes in as plain data goes out as plain data."""

from __future__ import annotations

import json
from typing import Any

import pytest

from threadlab.web.asked import program_of
from threadlab.web.desk import Desk
from threadlab.web.levels import level

SELL = """from threading import Thread

tickets, sold = 1, []

def sell(name):
    global tickets
    if tickets > 0:
        tickets = tickets - 1
        sold.append(name)

def evening():
    threads = [Thread(target=sell, args=(name,)) for name in ("Ann", "Bob")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(sold) == 1
"""
SETUP = "import threadlab as tl"


def ask(desk: Desk, name: str, *args: Any) -> dict[str, Any]:
    answer: dict[str, Any] = json.loads(desk.ask(name, json.dumps(args)))
    return answer


def test_a_program_is_explored_and_its_failure_replayed(desk: Desk) -> None:
    found = ask(desk, "explore", SELL)
    assert (found["status"], found["kind"]) == ("failed", "assertion")
    assert "Failed" in found["html"] and "data-tl-player" in found["html"]
    again = ask(desk, "replay", SELL, found["schedule"])
    assert again["kind"] == "assertion" and again["schedule"] == found["schedule"]


def test_outcomes_and_one_run_are_shown(desk: Desk) -> None:
    assert "<table" in ask(desk, "outcomes", SELL)["html"]
    assert "Timeline" in ask(desk, "simulate", SELL)["html"]


def test_a_game_is_played_to_its_goal(desk: Desk) -> None:
    board = ask(desk, "play", SELL, "assertion", "Sell it twice.")
    assert board["asked"] and board["words"]["task"] == "Your task: Sell it twice."
    state: dict[str, Any] = board["state"]
    for _ in range(12):
        hinted = ask(desk, "act", board["id"], {"do": "hint"})["hinted"]
        state = ask(desk, "act", board["id"], {"do": "go", "thread": hinted})
        if state["met"]:
            break
    assert state["met"] and state["look"] == "good" and state["schedule"].startswith("main")


def test_whoever_presses_what_a_hint_has_lit_wins_where_a_statement_is_too_much(desk: Desk) -> None:
    of = level("own-locks")
    board = ask(desk, "play", of.source, of.goal, of.words)
    state: dict[str, Any] = board["state"]
    finer = 0
    for _ in range(30):
        state = ask(desk, "act", board["id"], {"do": "hint"})
        if state["finer"]:
            finer += 1
            state = ask(desk, "act", board["id"], {"do": "by", "statement": False})
        assert state["hinted"] and not state["finer"], state["last"]
        state = ask(desk, "act", board["id"], {"do": "go", "thread": state["hinted"]})
        if state["met"]:
            break
    assert state["met"] and finer == 1


def test_a_cell_runs_with_what_it_needs_of_the_earlier_ones(desk: Desk) -> None:
    earlier = [SETUP, "print('not again')", SELL, "x = 20"]
    found = ask(desk, "run", earlier, "print(x + 1)\nx")
    assert found == {"outputs": [{"text": "21\n20\n"}]}
    shown = ask(desk, "run", earlier, "verdict = tl.explore(evening)\nverdict")
    assert "Failed" in shown["outputs"][0]["html"]


def test_what_a_cell_plays_becomes_a_board(desk: Desk) -> None:
    found = ask(desk, "run", [SETUP, SELL], 'tl.play(evening, goal="assertion")')
    board = found["outputs"][0]["board"]
    assert board["asked"] and board["name"] == "evening"
    assert "error" not in ask(desk, "act", board["id"], {"do": "go", "thread": "main"})


def test_what_a_cell_varies_becomes_a_panel(desk: Desk) -> None:
    program = "count = 1\n\ndef main():\n    for number in range(count):\n        print(number)\n"
    cell = 'tl.vary(main, count=(1, 3), show="outcomes")'
    panel = ask(desk, "run", [SETUP, program], cell)["outputs"][0]["panel"]
    assert panel["controls"] == [
        {"kind": "slider", "name": "count", "words": "count", "value": 1, "least": 1, "most": 3}
    ]
    assert "0<br>1<br>2" in ask(desk, "slide", panel["id"], {"count": 3})["html"]


def test_a_panel_that_takes_long_has_a_first_answer(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("threadlab.explorer.search.budget._LOOK_SECONDS", 0.0)
    program = SELL.replace('("Ann", "Bob")', "range(many)").replace("assert len(sold) == 1", "pass")
    cell = 'tl.vary(evening, many=(1, 6), show="outcomes")'
    panel = ask(desk, "run", [SETUP, f"many = 1\n{program}"], cell)["outputs"][0]["panel"]
    first = ask(desk, "slide", panel["id"], {"many": 3}, 5)
    assert first["short"] and "ended" not in first and "every schedule" not in first["html"]
    whole = ask(desk, "slide", panel["id"], {"many": 3})
    assert not whole.keys() & {"short", "ended"} and "every schedule" in whole["html"]
    assert "short" not in ask(desk, "slide", panel["id"], {"many": 1}, 5)


@pytest.mark.parametrize("magic", ["%%explore", "%%check"])
def test_a_magic_explores_its_cell(desk: Desk, magic: str) -> None:
    found = ask(desk, "check", [SELL], f"{magic}\nevening()")
    assert any("Failed" in output.get("html", "") for output in found["outputs"])
    assert found["passed"] is (magic == "%%explore")


def test_the_goal_of_a_cell_counts_where_no_other_is_given(desk: Desk) -> None:
    cell = f'{SELL}\ntl.play(evening, goal="deadlock")'
    assert ask(desk, "play", cell, None, None, [SETUP])["asked"]
    assert not ask(desk, "play", SELL)["asked"]


def test_a_program_that_would_start_real_threads_is_simulated(desk: Desk) -> None:
    found = ask(desk, "run", [], f"{SELL}\nevening()")
    assert "simulated threads" in found["outputs"][1]["html"]


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("1 / 0", "line 1, in <module>:\n    1 / 0\nZeroDivisionError: division by zero"),
        ("import nowhere_at_all", "This page has Python's own library"),
        ("%%program x.py\nprint(1)", "A cell with %%program runs only in the notebook."),
        ("def (", "SyntaxError"),
    ],
)
def test_what_goes_wrong_is_said(desk: Desk, source: str, words: str) -> None:
    assert words in ask(desk, "run", [], source)["error"]


@pytest.mark.parametrize("name", ["explore", "outcomes", "play", "simulate"])
@pytest.mark.parametrize("line", ["import nowhere as np", "from nowhere.at_all import get"])
def test_what_a_page_does_not_have_is_no_failure_of_a_schedule(
    desk: Desk, name: str, line: str
) -> None:
    said = ask(desk, name, f"import threading\n{line}\n")
    assert set(said) == {"error"}
    assert "Line 2 imports nowhere, which this page does not have" in said["error"]
    inside = f"def work():\n    {line}\n\nwork()\n"
    assert "Line 2 imports nowhere" in ask(desk, name, inside)["error"]


def test_an_import_that_may_fail_is_the_programs_own(desk: Desk) -> None:
    program = (
        "try:\n    import nowhere\nexcept ImportError:\n    nowhere = None\nassert not nowhere\n"
    )
    assert ask(desk, "explore", program)["status"] == "proved"


def test_a_session_of_the_interpreter_is_a_program(desk: Desk) -> None:
    lines = SELL.replace("\n\n", "\n").splitlines()
    session = "\n".join(("... " if line[0] == " " else ">>> ") + line for line in lines)
    found = ask(desk, "explore", f"{session}\n>>> evening()\n'what it has answered'\n")
    assert (found["status"], found["kind"]) == ("failed", "assertion")
    assert "line 7 " in found["html"] and "&gt;&gt;&gt;" not in found["html"]


@pytest.mark.parametrize(("end", "noted"), [("print(sold)", True), ("assert sold", False)])
def test_a_proof_of_nothing_says_so(desk: Desk, end: str, noted: bool) -> None:
    program = SELL.replace("assert len(sold) == 1", end)
    found = ask(desk, "explore", program)
    assert found["status"] == "proved"
    assert ("Nothing in this program says what must come out" in found["html"]) is noted


def test_how_far_a_search_is_can_be_seen_and_it_ends_when_it_is_told_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("threadlab.explorer.search.budget._LOOK_SECONDS", 0.0)
    told: list[int] = []
    many = SELL.replace('("Ann", "Bob")', "range(7)").replace("assert len(sold) == 1", "pass")
    found = ask(Desk(lambda count: told.append(count) or count < 30), "explore", many)
    assert found["status"] == "survived" and found["runs"] < 100 and found["ended"]
    assert "ended" not in ask(Desk(), "explore", SELL)
    assert told[-1] == 30 and "Nothing went wrong in" in found["message"]


def test_a_mistake_that_python_asks_about_has_one_mark(desk: Desk) -> None:
    said = ask(desk, "explore", 'print "got"\n')["error"]
    assert said.startswith("The program can't be read: line 1") and said.endswith("?")


def test_a_wrong_request_is_no_crash(desk: Desk) -> None:
    assert "does not know" in ask(desk, "brew")["error"]
    assert "error" in ask(desk, "explore", "def (")
    assert "error" in ask(desk, "play", SELL, "nobody == 1")


def test_a_program_is_taken_elsewhere_with_what_it_needs(desk: Desk) -> None:
    text = ask(desk, "whole", "tl.explore(evening)", [SETUP, "y = 3", SELL])["source"]
    assert "threadlab" not in text and "y = 3" not in text and text.endswith("\nevening()\n")
    assert ask(desk, "explore", text)["kind"] == "assertion"


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (
            "%%play --goal \"output == 'a b'\" --clock exact",
            {"goal": "output == 'a b'", "clock": "exact"},
        ),
        ("%%play --goal='sold and done'", {"goal": "sold and done"}),
        ("%%simulate", {}),
        ("%%simulate --clock any", {"clock": "any"}),
        ("%%check\nassert elapsed() < 2", {"clock": "exact"}),
        ("%%check --runs 20", {"runs": 20}),
        ("%%time", {}),
    ],
)
def test_the_line_behind_a_magic_says_in_a_page_what_it_says_in_the_lab(
    line: str, said: dict[str, Any]
) -> None:
    """A goal kept its quotation marks and lost what came after a space."""
    head, _, body = line.partition("\n")
    _, options = program_of(f"{head}\n{SELL}\n{body or 'evening()'}", [])
    assert options == said


@pytest.mark.parametrize("line", ["--rnus 3", '--goal "done'])
def test_an_option_that_there_is_not_is_named_with_those_that_there_are(
    desk: Desk, line: str
) -> None:
    answer = ask(desk, "play", f"%%play {line}\nevening()", None, None, [SELL])
    assert answer["error"].endswith(
        "Usage: %%play [--clock {any,exact}] [--seed SEED] [--goal GOAL]"
    )
