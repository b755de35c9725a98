"""The reader as the scheduler: what a click does, what is asked for, and when it is reached."""

from __future__ import annotations

import re

import pytest

from threadlab import ThreadlabError, replay
from threadlab.explorer.source.find import text_of
from threadlab.explorer.source.text import Part, Text
from threadlab.lab import board, board_widget
from threadlab.lab import play as play_module
from threadlab.lab.game import Game
from threadlab.lab.goals import goal_of
from threadlab.lab.play import line_for, play
from threadlab.pictures.page import listing

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


def view(found: Game) -> str:
    return board.View(found, line_for("", "any"))._repr_html_()


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
    assert "You did it" in view(found)


def test_a_right_order_meets_no_goal_of_failure() -> None:
    found = play_moves(game(PAY, "failure"), "main main T1 T1 T2 T2 main main main")
    assert (found.standing.done, found.met) == (True, False)
    assert "the task is not done" in view(found)


@pytest.mark.parametrize("goal", ["balance ==", "balance + [] == 1"])
def test_a_goal_that_cannot_be_read_is_refused_with_a_sentence(goal: str) -> None:
    with pytest.raises(ThreadlabError, match=r"is not a goal: .* A goal is"):
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


@pytest.mark.parametrize(
    ("source", "name"),
    [
        (PAY.replace("from threading import Thread", ""), "Thread"),
        (PAY.replace("balance = 100", ""), "balance"),
        (PAY.replace("def pay", "def lend"), "pay"),
        (PAY.replace("print(amount)", "note(amount)"), "note"),  # in a thread, after some choices
        (PAY.replace("balance = 100", "balance = BEGIN"), "BEGIN"),  # before there is a main
        (PAY.replace("    assert", "    if balance != 120: note()\n    assert"), "note"),
    ],
)
def test_a_program_that_misses_a_name_is_no_game_and_says_what_to_run(
    source: str, name: str, boards: list[board.Board]
) -> None:
    with pytest.raises(ThreadlabError, match=rf"uses {name}, which .* Run the cells above"):
        play(source, goal="done and balance == 70", entry="main")
    assert not boards, "there is nothing to press"


@pytest.mark.parametrize(
    "source",
    [
        PAY,
        PAY.replace("print(amount)", "del balance"),  # the fault is one of the order
        PAY.replace("balance = 100", "")
        .replace("def main():", "def main():\n    global balance")
        .replace("        thread.join()", "        thread.join()\n    balance = 120"),
        PAY.replace("balance = 100", "globals()['balance'] = 100"),
        PAY.replace("print(amount)", "try:\n        note()\n    except NameError:\n        pass"),
    ],
)
def test_a_name_that_the_program_may_bring_itself_is_no_reason_to_offer_no_game(
    source: str, boards: list[board.Board]
) -> None:
    play(source, goal="exception", entry="main")
    assert len(boards) == 1


@pytest.fixture
def boards(monkeypatch: pytest.MonkeyPatch) -> list[board.Board]:
    """The boards that are shown."""
    shown: list[board.Board] = []

    class Front:
        board = staticmethod(shown.append)

    monkeypatch.setattr(play_module, "front", Front)
    return shown


def test_the_view_shows_program_variables_steps_and_schedule() -> None:
    found = play_moves(game(by_statement=False), "main main T1")
    html = view(found)
    plain = re.sub(r"<style>.*?</style>|<[^>]*>", " ", html, flags=re.DOTALL)
    assert "balance = balance + amount T1" in re.sub(r"\s+", " ", plain)
    assert "reads balance: 100" in plain and "main T1:1" in plain
    assert found.standing.schedule in html


def test_a_program_with_no_threads_runs_to_its_end() -> None:
    found = Game(text_of("def main():\n    print(1)\n", "main"))
    assert (found.standing.done, found.standing.output) == (True, "1\n")


def shown(found: Game, replay: str = "") -> board.Board:
    return board.Board(found, board.Line(replay or "{schedule}", ""))


def press(found: board.Board, keys: str) -> dict[str, object]:
    """What the board shows after these were pressed: threads, or names of commands."""
    for key in keys.split():
        found.act({"do": key} if key in ("undo", "reset", "hint") else {"do": "go", "thread": key})
    return dict(found.state)


def labels(state: dict[str, object]) -> list[tuple[str, str, bool]]:
    return [(one["thread"], one["words"], one["ready"]) for one in state["threads"]]  # type: ignore[attr-defined]


def test_a_button_has_its_place_before_its_thread_is_there_and_after() -> None:
    found = shown(game())
    assert labels(press(found, "")) == [
        ("main", "starts T2", True),
        ("T1", "reads balance", True),
        ("T2", "is not there yet", False),
    ]
    assert labels(press(found, "main main T1 T1")) == [
        ("main", "sees that T1 has ended", True),
        ("T1", "has ended", False),
        ("T2", "reads balance", True),
    ]


def test_what_a_press_did_is_told_in_words() -> None:
    found = shown(game())
    assert press(found, "")["last"] == "Choose who goes first."
    assert press(found, "main")["last"] == "main starts T2"
    assert press(found, "T1")["last"] == "T1 reads balance: 100, writes balance = 150"
    assert press(found, "undo")["last"] == "Taken back. main starts T2"
    assert press(found, "reset")["moves"] == 0


def test_won_means_won() -> None:
    found = shown(game(goal="done and balance == 70", by_statement=False))
    state = press(found, "main main T2 T1 T1 T2 T2 T2 T1 T1 main main main main")
    assert state["look"] == "good", state
    assert str(state["verdict"]).startswith("You did it, with 5 context switches.")
    assert "went wrong" not in str(state["verdict"])
    assert not any(ready for _, _, ready in labels(state)), "it is over"
    assert press(found, "undo")["verdict"] == ""


def test_a_goal_that_was_reached_on_the_way_stays_reached() -> None:
    found = game(goal="balance == 70")
    play_moves(found, "main main T2")
    assert found.met and found.over
    assert play_moves(found, "T1").standing.variables["balance"] == "70", "nobody goes on"


def test_a_failure_that_was_not_asked_for_is_no_end_of_the_task() -> None:
    found = shown(game(goal="balance == 20", by_statement=False))
    state = press(found, "main main T1 T2 T2 T2 T1 T1 main main main main")
    assert state["look"] == "bad"
    assert "That was not the task" in str(state["verdict"])


def test_par_is_the_switches_of_a_way_that_leads_to_the_goal() -> None:
    found = game(goal="done and balance == 70")
    assert found.par == 4
    assert game().par is None
    assert game(goal="balance == 1").par is None


def test_hints_alone_lead_to_the_goal_from_anywhere() -> None:
    for begin in ("", "main T1", "main main T2"):
        found = play_moves(game(LOCKS, "deadlock"), begin)
        for _ in range(12):
            hint = found.hint()
            if not hint.thread:
                break
            found.by_statement = "by one operation" not in hint.words
            found.go(hint.thread)
        assert found.met, (begin, found.standing.schedule)


def test_a_hint_reveals_one_move_and_where_there_is_no_way_says_to_go_back() -> None:
    found = game(goal="done and balance == 70")
    hint = found.hint()
    assert hint.words in (
        f"Hint: let {hint.thread} go on.",
        f"Hint: let {hint.thread} go on by one operation.",
    )
    lost = play_moves(game(goal="done and balance == 70"), "main main T1 T2")
    assert lost.hint().words == "Hint: no way forward was found from here. Take a move back."


def test_the_line_under_a_game_replays_it() -> None:
    def somebody() -> None: ...

    assert line_for(somebody, "any").of("main T1") == 'tl.replay(somebody, "main T1")'
    exact = 'tl.replay(somebody, "main", clock="exact")'
    assert line_for(somebody, "exact").of("main") == exact
    cell = Text((Part("print(1)", "<cell 1>"),), module="__main__")
    assert line_for(cell, "any").of("main") == '%%check --schedule "main"'
    assert line_for(PAY, "any").of("main") == "main"


def test_the_cells_own_call_is_no_text_of_the_program() -> None:
    source = 'def main():\n    pass\n\ntl.play(\n    main,\n    goal="deadlock",\n)\n'
    html = listing({"<cell 1>": source}, {"<cell 1>"})
    assert "def main" in html and "tl.play" not in html and "deadlock" not in html
    assert html.count("<li") == 2


def test_a_stored_board_shows_where_the_game_begins_and_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    displayed: list[object] = []
    monkeypatch.setattr(board_widget, "display", displayed.append)
    found = board_widget.BoardWidget(shown(game(goal="deadlock")))
    found.show()
    bundle = found._repr_mimebundle_()
    assert "Your task: make the threads wait" in bundle["text/html"]
    assert "T1: reads balance" in bundle["text/plain"]
    assert "Run this cell to get the buttons." in displayed[1]._repr_html_()  # type: ignore[attr-defined]


def test_a_game_that_is_won_is_told_once() -> None:
    told: list[Game] = []
    found = board.Board(game(goal="balance == 70"), board.Line("", ""), won=told.append)
    press(found, "main main T2 T2 main")
    assert len(told) == 1
