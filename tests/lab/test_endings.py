"""How a program ends: who was cut off, under which name, and where the cross stands."""

from __future__ import annotations

import pytest

import threadlab
from threadlab.lab.endings import Ending, draw_ending

WORKERS = """
from threading import Thread
from time import sleep

DAEMON = "long"

def work(name, seconds):
    sleep(seconds)
    print(name)

def main():
    for name, seconds in (("short", 1), ("long", 3)):
        daemon = DAEMON in (name, "both")
        Thread(target=work, args=(name, seconds), name=name, daemon=daemon).start()
    print("main")
"""


def ending(daemon: str, until: float | None = None) -> Ending:
    drawn = draw_ending(threadlab.simulate(WORKERS.replace('"long"\n', f'"{daemon}"\n')), until)
    assert isinstance(drawn, Ending)
    return drawn


@pytest.mark.parametrize(
    ("daemon", "printed", "cut", "words"),
    [
        ("none", "main\nshort\nlong\n", (), "after 3 s; nothing was cut off"),
        ("short", "main\nshort\nlong\n", (), "after 3 s; nothing was cut off"),
        ("long", "main\nshort\n", ("long",), "after 1 s; long was cut off, at the cross"),
        ("both", "main\n", ("short", "long"), "after 0 s; short and long were cut off"),
    ],
)
def test_daemons_are_cut_off_when_the_last_other_thread_has_ended(
    daemon: str, printed: str, cut: tuple[str, ...], words: str
) -> None:
    drawn = ending(daemon)
    assert (drawn.run.output, drawn.cut) == (printed, cut)
    assert words in drawn.words and words in drawn._repr_html_()


def test_there_is_a_cross_for_each_that_was_cut_off_even_if_it_never_came_to_run() -> None:
    for daemon, crosses in (("none", 0), ("long", 1), ("both", 2)):
        assert ending(daemon).picture().svg().count("l12 12m0 -12l-12 12") == crosses


def test_several_endings_can_be_drawn_to_one_scale() -> None:
    assert ">4 s</text>" in ending("both", until=4).picture().svg()


def test_threads_without_a_name_of_their_own_keep_their_labels() -> None:
    run = threadlab.simulate(WORKERS.replace("name=name, ", ""))
    drawn = draw_ending(run)
    assert isinstance(drawn, Ending) and drawn.cut == ("T2",)


def test_a_run_that_failed_is_shown_as_it_is() -> None:
    run = threadlab.simulate("def main():\n    return 1 / 0\n")
    assert draw_ending(run) is run
