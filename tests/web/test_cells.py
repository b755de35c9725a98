"""Which cells are said to run in a page, and why not."""

from __future__ import annotations

import pytest

from threadlab.web.cells import Judged, asking, judge

SETUP = """import threadlab as tl
import multiprocessing
from threading import Thread
import matplotlib.pyplot as plt
def work():
    print(1)
def main():
    thread = Thread(target=work)
    thread.start()
"""


@pytest.mark.parametrize(
    ("source", "judged"),
    [
        ("tl.explore(main)", Judged(True)),
        ("%%explore\nmain()", Judged(True)),
        ("%%play --goal deadlock\nmain()", Judged(True)),
        ("tl.vary(main, n=(1, 3))", Judged(True)),
        ("from threadlab import replay\nreplay(main, 'main T1')", Judged(True)),
        ("from threadlab import replay as again\nagain(main, 'main T1')", Judged(True)),
        ("from threadlab import replay\nreplay(tl.servers, main())", Judged(False, "threads")),
        ("from os import replay\nreplay(main)", Judged(False, "threads")),
        ("def other():\n    main()", Judged(True)),
        ("import time", Judged(False)),
        ("main()", Judged(False, "threads")),
        ("again = main\nagain()", Judged(False, "threads")),
        ("multiprocessing.Process(target=work).start()", Judged(False, "processes")),
        ("%%program x.py\nprint(1)", Judged(False, "processes")),
        ("import x\nx.go()", Judged(False, "processes")),
        ("import socket\nsocket.socket()", Judged(False, "sockets")),
        ("tl.lost_update_bench()", Judged(False, "measured")),
        ("tl.turns(computing=2)", Judged(False, "measured")),
        ("tl.recorded_turns()", Judged(False, "recorded")),
        ('tl.predict("x")', Judged(False, "question")),
        ("with tl.record() as found:\n    pass", Judged(False, "threads")),
    ],
)
def test_a_cell_is_judged_by_its_text(source: str, judged: Judged) -> None:
    assert judge([SETUP.replace("import matplotlib.pyplot as plt\n", ""), source])[-1] == judged


@pytest.mark.parametrize(
    ("source", "asks"),
    [
        ("tl.explore(main)", True),
        ("%%explore\nmain()", True),
        ("def again():\n    main()", True),
        ("def again(name):\n    main()", False),
        ("def add():\n    print(2)", False),
        ("run.lanes()", False),
        ("import time", False),
    ],
)
def test_schedules_are_asked_of_a_cell_that_has_a_program(source: str, asks: bool) -> None:
    assert asking([SETUP, source])[-1] is asks
