"""The levels of the game: each can be won, par is the game's own, a repair is judged fairly."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest

from threadlab.errors import ThreadlabError
from threadlab.lab.runs import explore
from threadlab.web.levels import RUNS, Level, judge, level, levels
from threadlab.words import say

REPAIRS = tomllib.loads(Path(__file__).with_name("repairs.toml").read_text(encoding="utf-8"))
NAMES = [each.name for each in levels()]
MOST_LINES = 36  # of a program, with the empty ones
MOST_RUNS = 2_000  # of a model repair: a phone makes some hundreds a second


def repaired(of: Level, repair: dict) -> str:
    """The level's program with the lines of the repair in place."""
    program = of.program + "\n"
    pairs = [(repair["replace"].strip("\n"), repair["by"].strip("\n")), *repair.get("then", ())]
    for old, new in pairs:
        assert program.count(old) == 1, old
        program = program.replace(old, new)
    return program


def followed(of: Level) -> tuple[int, int]:
    """Switches and clicks of a game in which every hint is followed, by statements if so."""
    game = of.game()
    clicks = 0
    while not game.met and clicks < 60:
        game.by_statement = True
        hint = game.hint()
        assert hint.thread, hint.words
        game.by_statement = "operation" not in hint.words
        game.go(hint.thread)
        clicks += 1
    return game.switches, clicks


def test_levels_go_from_a_lost_update_to_starvation():
    ends = NAMES[0], NAMES[-1]
    assert ends == ("lost-update", "starvation"), "A new level gets a number between these two."
    numbers = [each.number for each in levels()]
    assert numbers == list(range(1, len(NAMES) + 1)), "The numbers of the files have a gap."


@pytest.mark.parametrize("name", NAMES)
def test_goal_is_reached_by_the_hints_with_no_more_switches_than_par(name):
    of = level(name)
    switches, clicks = followed(of)
    assert switches == of.game().par
    assert clicks < 60


@pytest.mark.parametrize("name", NAMES)
def test_program_as_it_is_fails_and_no_repair_is_needed_to_say_so(name):
    of = level(name)
    verdict = explore(of.to_prove(of.program), runs=RUNS)
    assert verdict.status == "failed"
    assert judge(of, of.program + "\n").accepted is False


@pytest.mark.parametrize(
    ("name", "repair"), [(name, repair) for name in REPAIRS for repair in REPAIRS[name]]
)
def test_repair_is_judged(name, repair):
    of = level(name)
    judged = judge(of, repaired(of, repair))
    assert judged.verdict is not None
    if repair.get("right"):
        assert judged.accepted, judged.verdict.message
        assert judged.verdict.runs <= MOST_RUNS
        return
    assert not judged.accepted
    if repair["kind"]:
        assert judged.verdict.kind == repair["kind"], judged.verdict.message
        assert judged.words == of.repair.when.get(repair["kind"], say("level.broken"))
    else:
        assert judged.verdict.status == "proved"
        assert repair["says"] in judged.words


def test_every_level_has_a_right_repair_and_a_wrong_one():
    for name in NAMES:
        assert {bool(repair.get("right")) for repair in REPAIRS[name]} == {True, False}, name


@pytest.mark.parametrize("name", NAMES)
def test_level_can_be_shown_on_a_phone(name):
    of = level(name)
    lines = of.source.splitlines()
    assert len(lines) <= MOST_LINES
    assert max(map(len, lines)) <= 78
    for text in (of.title, of.story, of.words, of.hint, of.lesson, of.repair.task, of.repair.hint):
        assert text.strip() == text != ""
    assert of.story.count(". ") <= 2


def test_mistake_of_the_program_is_called_one():
    of = level("lost-update")
    judged = judge(of, of.program.replace("seen + amount", "sen + amount"))
    assert "itself has a mistake" in judged.words


def test_program_that_cannot_be_read_is_an_error_in_words():
    with pytest.raises(ThreadlabError, match="line 1"):
        judge(level("lost-update"), "def pay(amount:\n")


def test_page_knows_everything_but_the_sentences_for_failures():
    data = level("lost-update").as_data()
    assert data["par"] == level("lost-update").game().par
    assert data["after"].startswith(data["scene"])
    assert "when" not in data["repair"]
