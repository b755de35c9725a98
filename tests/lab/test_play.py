"""The reader as the scheduler: what a click does, what is asked for, and when it is reached."""

from __future__ import annotations

import re

import pytest

from threadlab import ThreadlabError, replay
from threadlab.explorer.source.find import text_of
from threadlab.lab import play as board
from threadlab.lab.game import Game
from threadlab.lab.goals import goal_of

PAY = """
from threading import Thread

balance = 100

def pay(amount):
    global balance
    balance = balance + amount
    print(amount)

def main():
    threads = [Thread(target=pay, args=(amount,)) for amount in (50, -30)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert balance == 120
"""
LOCKS = """
from threading import Lock, Thread

ann, bob = Lock(), Lock()

def send(first, second):
    with first:
        with second:
            pass

def main():
    Thread(target=send, args=(ann, bob)).start()
    Thread(target=send, args=(bob, ann)).start()
"""


def game(source: str = PAY, goal: str | None = None, by_statement: bool = True) -> Game:
    found = Game(text_of(source, "main"), goal=goal_of(goal, None))
    found.by_statement = by_statement
    return found


def play_moves(found: Game, moves: str) -> Game:
    for thread in moves.split():
        found.go(thread)
    return found


def words(found: Game) -> dict[str, str]:
    return {choice.thread: found.upcoming(choice) for choice in found.standing.threads}


def test_a_click_is_a_statement_or_an_operation() -> None:
    whole = play_moves(game(), "main main T1")
    assert whole.standing.variables["balance"] == "150"
    half = play_moves(game(by_statement=False), "main main T1")
    assert half.standing.variables["balance"] == "100"
    assert words(half)["T1"] == "writes balance"


def test_buttons_say_what_comes_next_or_what_is_waited_for() -> None:
    found = play_moves(game(), "main main")
    assert words(found) == {
        "main": "waits for the end of T1", "T1": "reads balance", "T2": "reads balance",
    }  # fmt: skip
    stuck = play_moves(game(LOCKS, by_statement=False), "main main T1 T2 T1")
    assert words(stuck)["T1"] == "waits for bob, which T2 has"
    assert words(stuck)["T2"] == "has to wait for ann"


def test_what_is_asked_for_next_is_not_given_away() -> None:
    found = play_moves(game(by_statement=False), "main main T1")
    assert "150" not in words(found)["T1"], "what it will write is for the reader to predict"


def test_undo_and_reset_go_back_to_where_the_program_stood() -> None:
    found = play_moves(game(by_statement=False), "main main T1 T2")
    before = play_moves(game(by_statement=False), "main main T1").standing
    found.undo()
    assert found.standing == before
    found.reset()
    assert (found.choices, found.standing) == ((), game().standing)
    found.undo()
    assert found.choices == ()


def test_one_that_cannot_go_on_stays_where_it_is() -> None:
    found = play_moves(game(), "main main")
    before = found.choices
    assert play_moves(found, "main T7").choices == before


@pytest.mark.parametrize(
    ("source", "goal", "moves"),
    [
        (PAY, "failure", "main main T1 T2 T2 T2 T1 T1 main main main"),
        (PAY, "assertion", "main main T1 T2 T2 T2 T1 T1 main main main"),
        (PAY, "done and balance != 120", "main main T1 T2 T2 T2 T1 T1 main main main"),
        (PAY, "output.startswith('-30')", "main main T2 T2 T2"),
        (PAY, "balance == 70", "main main T1 T2 T2"),
        (LOCKS, "deadlock", "main main T1 T2 T1 T2"),
    ],
)
def test_a_goal_is_met_by_the_last_click_and_its_schedule_shows_it_again(
    source: str, goal: str, moves: str
) -> None:
    found = game(source, goal, by_statement=False)
    for thread in moves.split():
        assert not found.met, found.choices
        found.go(thread)
    assert found.met, (found.standing, words(found))
    again = replay(source, found.standing.schedule, entry="main")
    assert again.kind == found.standing.kind or found.standing.kind is None
    assert "You did it" in board.View(found, found.standing)._repr_html_()


def test_a_right_order_meets_no_goal_of_failure() -> None:
    found = play_moves(game(PAY, "failure"), "main main T1 T1 T2 T2 main main main")
    assert (found.standing.done, found.met) == (True, False)
    assert "nothing went wrong" in board.View(found, found.standing)._repr_html_()


@pytest.mark.parametrize("goal", ["balance ==", "balance + [] == 1"])
def test_a_goal_that_cannot_be_read_is_refused_with_a_sentence(goal: str) -> None:
    with pytest.raises(ThreadlabError, match=r"is no goal: .* A goal is"):
        assert not game(PAY, goal).met


def test_a_goal_with_a_variable_that_there_is_not_is_refused() -> None:
    text = text_of(PAY, "main")
    for goal in ("deadlock", "done and output != ''", "len([x for x in output]) == balance"):
        goal_of(goal, None).check(text)
    with pytest.raises(ThreadlabError, match="no variable called balanc,"):
        goal_of("balanc == 70", None).check(text)
    with pytest.raises(ThreadlabError, match="no variable called amount,"):  # each thread has one
        goal_of("amount == 50", None).check(text)
    with pytest.raises(ThreadlabError, match="no variable called x,"):
        goal_of("[x for x in output] and x", None).check(text)


def test_the_view_shows_program_variables_steps_and_schedule() -> None:
    found = play_moves(game(by_statement=False), "main main T1")
    html = board.View(found, found.standing)._repr_html_()
    plain = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)
    assert "balance = balance + amount T1" in re.sub(r"\s+", " ", plain)
    assert "reads balance: 100" in plain and "main T1:1" in plain
    assert found.standing.schedule in html


def test_a_program_with_no_threads_runs_to_its_end() -> None:
    found = Game(text_of("def main():\n    print(1)\n", "main"))
    assert (found.standing.done, found.standing.output) == (True, "1\n")


def test_the_buttons_follow_the_game(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[object] = []

    class Picture:
        def update(self, view: object) -> None:
            shown.append(view)

    monkeypatch.setattr(
        board, "display", lambda thing, **_: Picture() if isinstance(thing, board.View) else None
    )
    found = board._Board(game())
    found.show()
    labels = [b.description for b in found.buttons if b.layout.display is None]
    assert labels == ["main: starts T2", "T1: reads balance"]
    assert found.undo.disabled
    found.buttons[0].click()
    found.buttons[0].click()
    labels = [(b.description, b.disabled) for b in found.buttons if b.layout.display is None]
    assert labels == [
        ("main: waits for the end of T1", True),
        ("T1: reads balance", False), ("T2: reads balance", False),
    ]  # fmt: skip
    found.undo.click()
    assert len(shown) == 3 and found.game.choices == ("main",)
    found.reset.click()
    assert found.game.choices == () and found.undo.disabled
