"""What a program's library writes is the program's output: the kernel's streams stay silent."""

from __future__ import annotations

import gc
import sys
import threading

import pytest

from threadlab import explore, simulate

PROGRAM = """
import calendar, contextlib, gc, io, json, pprint, sys, threading, traceback, warnings, weakref
lock, seen = threading.Lock(), []
class Thing:
    def __init__(self): self.me = self
class Ends:
    def __init__(self): self.me = self
    def __del__(self):
        with lock: seen.append(threading.current_thread().name)
        print("ended")
def work():
    {work}
def main():
    threads = [threading.Thread(target=work) for _ in range(2)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
"""
WRITTEN = {
    "a traceback": (
        "try: 1 / 0\n    except ZeroDivisionError: traceback.print_exc()",
        "division by",
    ),
    "a stack": ("traceback.print_stack()", "in work"),
    "pprint": ("pprint.pprint({'a': 1})", "{'a': 1}"),
    "a month": ("calendar.prmonth(2026, 1)", "January 2026"),
    "the error stream": ("print('aside', file=sys.stderr)", "aside"),
    "what is written there": ("sys.stderr.write('aside')", "aside"),
}
SILENT = (
    "thing = Thing(); r = weakref.ref(thing, lambda _: 1 / 0); thing.me = None; del thing",
    "Ends()",
    "seen.append(Ends())",
    "thing = Thing(); seen.append(weakref.ref(thing, lambda _: seen.append(1)))",
    "weakref.finalize(Thing(), seen.append, 1)",
    "thing = Thing(); weakref.finalize(thing, print, 'gone'); seen.append(thing)",
    "class Late:\n        def __del__(self): threading.Thread(target=print).start()\n"
    "    late = Late(); late.me = late",
)


@pytest.mark.parametrize("what", WRITTEN)
def test_what_is_written_is_the_programs_output(what, capfd):
    work, text = WRITTEN[what]
    program = PROGRAM.format(work=work)
    verdict = explore(program, runs=50)
    assert verdict, verdict
    assert text in simulate(program).output
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("work", SILENT)
def test_what_ends_after_the_run_says_nothing(work, capfd):
    program = PROGRAM.format(work=work)
    explore(program, runs=50)
    simulate(program)
    gc.collect()
    assert capfd.readouterr() == ("", "")


def test_another_thread_of_the_kernel_writes_where_it_always_does(capfd):
    streams = sys.stdout, sys.stderr
    stop = threading.Event()

    def talk() -> None:
        while not stop.wait(0.0001):
            print("kernel")

    other = threading.Thread(target=talk)
    other.start()
    run = simulate(PROGRAM.format(work="for _ in range(20_000): pass\n    pprint.pprint('own')"))
    stop.set()
    other.join()
    assert run.output == "'own'\n" * 2
    assert "own" not in capfd.readouterr().out
    assert (sys.stdout, sys.stderr) == streams


HOOK = """
import threading
seen, lock = [], threading.Lock()
default = threading.excepthook
def hook(args):
    with lock: seen.append((args.exc_type, str(args.exc_value), args.thread.name))
def broken(args):
    raise KeyError(args.exc_type)
def work():
    raise ValueError("bad")
def main():
    {main}
"""
START = "t = threading.Thread(target=work, name='W'); t.start(); t.join()"


@pytest.mark.parametrize(
    ("main", "kind"),
    [
        (f"threading.excepthook = hook; {START}; assert seen == [(ValueError, 'bad', 'W')]", None),
        (START, "exception"),
        (f"threading.excepthook = hook; threading.excepthook = default; {START}", "exception"),
        (f"threading.excepthook = threading.__excepthook__; {START}", "exception"),
        (f"threading.excepthook = broken; {START}", "exception"),
        (f"threading.excepthook = lambda args: default(args); {START}", None),
        # who sets it while the thread dies may come too late
        ("t = threading.Thread(target=work); t.start(); threading.excepthook = hook", "exception"),
        (f"threading.excepthook = hook; work = 1; {START.replace('work', 'exit')}", None),
    ],
)
def test_a_hook_of_the_programs_own_is_asked(main, kind, capfd):
    verdict = explore(HOOK.format(main=main))
    assert verdict.kind == kind and (kind or verdict.status == "proved"), verdict
    assert capfd.readouterr() == ("", "")


@pytest.mark.parametrize("name", ["settrace", "setprofile"])
def test_what_would_be_called_at_each_line_is_unsupported(name):
    verdict = explore(f"import threading\ndef main():\n    threading.{name}(print)")
    assert verdict.kind == "unsupported"
    assert f"threading.{name} can't be explored" in verdict.message


SWAPPING = """
import contextlib, io, sys, threading
first = sys.stdout
caught = io.StringIO()
def swap():
    SWAP
    print("mine")
    BACK
def other():
    print("other's")
def main():
    threads = [threading.Thread(target=work) for work in (swap, other)]
    for thread in threads: thread.start()
    for thread in threads: thread.join()
    assert caught.getvalue() == "mine\\n", caught.getvalue()
"""
SWAPS = (
    ("sys.stdout = caught", "sys.stdout = first"),
    ("setattr(sys, 'stdout', caught)", "setattr(sys, 'stdout', first)"),
    ("hold = contextlib.redirect_stdout(caught); hold.__enter__()",
     "hold.__exit__(None, None, None)"),
    ("a, sys.stdout = sys.stdout, caught", "sys.stdout = a"),
)  # fmt: skip


@pytest.mark.parametrize(("swap", "back"), SWAPS)
def test_what_is_printed_goes_where_the_stream_leads_at_that_moment(swap, back):
    source = SWAPPING.replace("SWAP", swap).replace("BACK", back)
    assert explore(source).kind == "assertion"
    locked = source.replace(
        "def swap():",
        "lock = threading.Lock()\ndef held(work):\n    with lock: work()\ndef swap():",
    ).replace("Thread(target=work)", "Thread(target=held, args=(work,))")
    assert explore(locked).status == "proved"


# What Python's own code writes, where the stream is an object that the program's threads share.
SHARED = """
import calendar, io, json, pprint, sys, threading, traceback
seen, kept = [], io.StringIO()
sys.stdout = sys.stderr = kept
threading.excepthook, default = lambda args: default(args), threading.excepthook
def fails():
    raise ValueError
def work():
    WORK
def main():
    thread = threading.Thread(target=work)
    thread.start()
    assert not kept.getvalue()
    thread.join()
"""
WRITERS = [
    *(work for work, _ in WRITTEN.values()),
    "1 / 0",
    "thread = threading.Thread(target=fails); thread.start(); thread.join()",
]


@pytest.mark.parametrize("work", WRITERS)
def test_what_is_written_is_seen_by_whoever_shares_the_stream(work):
    assert explore(SHARED.replace("WORK", work)).kind == "assertion"
