"""The magics in a running kernel: cells as programs, the stop button, nothing left behind."""

from __future__ import annotations

from queue import Empty
from threading import Lock

import pytest
from jupyter_client.manager import start_new_kernel

STUCK_SECONDS = 60  # until a kernel that does not answer counts as stuck


class Notebook:
    """A live kernel that runs cells and returns what they show."""

    def __init__(self):
        self.manager, self.client = start_new_kernel(kernel_name="python3")
        self.errors: list[str] = []

    def run(self, cell: str, *, stop: bool = False) -> str:
        """Run a cell; with `stop`, interrupt it once it says "go", and again if it goes on.

        Python drops an interrupt that comes while an object is being finalized.
        """
        self.client.execute(cell)
        shown: list[str] = []
        presses = 0  # that are left, once it has gone on
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=STUCK_SECONDS / (4 if presses else 1))
            except Empty:
                if not presses:
                    raise
                presses -= 1
                self.manager.interrupt_kernel()
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                shown.append(content["text"])
                if stop and "go" in content["text"]:
                    presses = 3
                    self.manager.interrupt_kernel()
            elif kind in ("execute_result", "display_data"):
                shown.append(content["data"]["text/plain"])
            elif kind == "error":
                self.errors.append(content["ename"])
                shown.append(f"{content['ename']}: {content['evalue']}")
            elif kind == "status" and content["execution_state"] == "idle":
                return "".join(shown)


@pytest.fixture(scope="module")
def notebook():
    made = Notebook()
    made.run("import threading, time, queue\nfrom threadlab import explore, replay, simulate")
    made.run("tickets = 2\nlock = threading.Lock()")
    made.run(BUY)
    yield made
    made.client.stop_channels()
    made.manager.shutdown_kernel(now=True)


BUY = """
def buy():
    global tickets
    if tickets > 0:
        tickets -= 1
        return True
    return False
"""

CHECK = """%%check
bought = []
buyers = [threading.Thread(target=lambda: bought.append(buy())) for _ in range(3)]
for buyer in buyers:
    buyer.start()
for buyer in buyers:
    buyer.join()
assert sum(bought) == 2, "sold wrongly"
"""


def test_a_check_tells_the_story_and_takes_the_newest_definitions(notebook):
    # An experiment with real threads in between changes nothing for the checks.
    notebook.run("buyers = [threading.Thread(target=buy) for _ in range(2)]")
    notebook.run("for buyer in buyers: buyer.start()\nfor buyer in buyers: buyer.join()")
    failed = notebook.run(CHECK)
    assert failed.startswith("Failed. AssertionError in main, line 8: sold wrongly.")
    assert "CheckFailed: " in failed
    assert "Schedule: main T1:" in failed and "tickets -= 1" in failed
    safely = BUY.replace("    if", "    lock.acquire()\n    if")
    notebook.run(safely.replace("return", "lock.release(); return"))
    assert notebook.run(CHECK) == ""
    notebook.run(BUY)
    assert "CheckFailed" in notebook.run(CHECK)


def test_explore_and_simulate_as_magics_and_functions(notebook):
    cell = """
import threading
n = 0
def work():
    global n
    n += 1
def both():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert n == 2
both()
"""
    assert "The comparison was 1 == 2" in notebook.run("%%explore" + cell)
    # What the cell defines is there for the cells after it, although the kernel has not run it.
    assert "Failed." in notebook.run("explore(both)")
    assert (
        notebook.run("print(replay(both, 'main T1 T2').kind, replay(both, 'main T1:1 T2').kind)")
        == "None assertion\n"
    )
    assert "0 s of virtual time" in notebook.run("%%simulate" + cell)
    sleeper = "\nfor n in (3, 1):\n    threading.Thread(target=time.sleep, args=(n,)).start()\n"
    assert "3 s of virtual time" in notebook.run("%%simulate" + sleeper)


def test_a_program_that_a_cell_has_made_with_a_closure(notebook):
    notebook.run("""
def office(count):
    left = count
    def take():
        nonlocal left
        if left > 0:
            left -= 1
    def program():
        threads = [threading.Thread(target=take) for _ in range(2)]
        for thread in threads: thread.start()
        for thread in threads: thread.join()
        assert left == 0, left
    return program
""")
    notebook.run("one, two = office(1), office(2)")
    assert "Failed." in notebook.run("explore(one)")
    assert "Failed." in notebook.run("explore(two)")


def test_elapsed_asks_for_the_exact_clock_and_objects_equal_nothing(notebook):
    cell = "%%check\nthreads = [threading.Thread(target=time.sleep, args=(1,)) for _ in range(5)]\n"
    for line in ("thread.start()", "thread.join()"):
        cell += f"for thread in threads: {line}\n"
    assert notebook.run(cell + "assert elapsed() == 1") == ""
    assert "The comparison was" in notebook.run(cell + "assert elapsed() == 5")
    notebook.run("class Anything:\n    def __eq__(self, other): return True")
    assert "CheckFailed" in notebook.run("%%check\nassert Anything() == 3")
    assert "CheckFailed" in notebook.run("%%check\nassert 3 in [Anything()]")
    assert "CheckFailed" in notebook.run("%%check\nassert Anything() < 3")


def test_what_is_wrong_with_a_cell_is_said_in_a_sentence(notebook):
    assert "name 'nowhere' is not defined" in notebook.run("%%check\nnowhere()")
    assert "invalid choice: 'soon'" in notebook.run("%%check --clock soon\npass")
    assert "Line 2: open can't be explored" in notebook.run("%%check\nopen('x')")
    assert "can't be read: line 2" in notebook.run("%%explore\nif")


@pytest.mark.parametrize(
    "work",
    [
        "threads = [threading.Thread(target=busy) for _ in range(5)]\n"
        "    for thread in threads: thread.start()\n    for thread in threads: thread.join()",
        "while True:\n        try:\n            n = 0\n            while n < 10**9: n += 1\n"
        "        except BaseException: pass",
        "sum(i for i in range(10**9))",
    ],
)
def test_the_stop_button_stops(notebook, work):
    notebook.run(
        "counter = 0\ndef busy():\n    global counter\n    for _ in range(50): counter += 1"
    )
    notebook.run(f"def endless():\n    {work}")
    seen = len(notebook.errors)
    notebook.run(
        "print('go', flush=True)\nexplore(endless, seconds=1000, runs=10**9, steps=10**12)",
        stop=True,
    )
    assert notebook.errors[seen:] == ["KeyboardInterrupt"]
    assert notebook.run("print(simulate('print(1)').output)") == "1\n\n"


def test_the_kernel_is_left_alone(notebook):
    snapshot = (
        "{m.__name__: {k: id(v) for k, v in vars(m).items()} for m in (threading, time, queue)}"
    )
    notebook.run(f"before = {snapshot}, threading.active_count()")
    notebook.run("for _ in range(50): explore(office(1), runs=20)")
    assert notebook.run(f"print(before == ({snapshot}, threading.active_count()))") == "True\n"


def test_record_runs_the_cell_for_real_and_draws_it(notebook):
    notebook.run("from threadlab import record\nfrom threading import Lock, Thread")
    shown = notebook.run("""%%record
seen = []
thread = Thread(target=seen.append, args=(1,), name="cook")
thread.start()
thread.join()
""")
    assert "Recorded timeline with 2 lanes" in shown
    assert notebook.run("seen, thread.is_alive()") == "([1], False)"
    assert notebook.run("print(Lock)").startswith(repr(Lock)), "the real one is back"
    failed = notebook.run("%%record\nhalf = 1\n1 / 0")
    assert "ZeroDivisionError" in failed and "Recorded timeline" in failed
    assert notebook.run("half") == "1"
    assert "Usage: %%record" in notebook.run("%%record --now\nx = 1")


def test_play_makes_a_cell_a_game(notebook):
    shown = notebook.run("%%play --goal failure\n" + CHECK.partition("\n")[2])
    assert "make the program fail." in shown and "T1: reads bought" in shown
    assert "Run this cell to get the buttons." in shown and "buyers =" not in shown


def test_a_loop_that_sets_a_variable_and_runs_the_program_is_no_part_of_it(notebook):
    notebook.run("from threadlab import simulate\nlevel = 1\n\ndef show():\n    print(level)")
    notebook.run("for _ in range(2):\n    level = 5\n    show()")
    assert notebook.run("print(simulate(show).output)") == "1\n\n"


@pytest.mark.parametrize("magic", ["explore", "simulate", "play", "check", "program"])
@pytest.mark.parametrize("line", ["--nothing", '"without an end'])
def test_a_line_that_can_not_be_read_is_answered_with_all_that_may_stand_there(
    notebook, magic, line
):
    """A quotation without an end was a traceback, and of a long usage only the first line told."""
    said = notebook.run(f"%%{magic} {line}\nx = 1").splitlines()[-1]
    assert said.startswith("ThreadlabError: ")
    assert said.count("sage: ") == 1 and f"Usage: %%{magic} [" in said and said.endswith("]")
