"""Logging in an explored program: as in Python, and no order of messages has to be tried."""

from __future__ import annotations

import subprocess
import sys
from subprocess import PIPE, STDOUT

import pytest

from threadlab import explore, outcomes, simulate
from threadlab.explorer.source.find import text_of
from threadlab.explorer.stage import stage

LOGGING = """
import logging, threading
from logging import getLogger
logging.basicConfig(level=logging.DEBUG, format="%(message)s")
log = logging.getLogger(__name__)
handler = logging.StreamHandler()
handler.setFormatter(logging.Formatter("%(asctime)s"))
handler.setLevel("INFO")
log.addHandler(handler)
log.setLevel(logging.INFO)
n, lock = 0, {lock}
def work():
    global n
    log.info("begin %s", threading.current_thread().name)
    with lock:
        log.debug("%d", n)
        n += 1
    logging.warning("done")
    try:
        1 / 0
    except ZeroDivisionError:
        log.exception("as it had to be")
def main():
    threads = [threading.Thread(target=work) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert n == 3
    assert getLogger(__name__) is log and log.isEnabledFor(logging.INFO)
    assert not log.isEnabledFor(logging.DEBUG) and logging.getLevelName(20) == "INFO"
    assert log.getChild("a").getEffectiveLevel() == 20 and logging.getLogger() is logging.root
"""


def test_messages_need_no_order() -> None:
    verdict = explore(LOGGING.replace("{lock}", "threading.Lock()"), entry="main")
    assert verdict.status == "proved", verdict
    assert verdict.runs == 6  # as for three increments under a lock


def test_logging_hides_no_race() -> None:
    text = LOGGING.replace("{lock}", "__import__('contextlib').nullcontext()")
    assert explore(text, entry="main").kind == "assertion"


# One thread each: what logging does with records is the same as in the interpreter that runs.
ALONE = (
    "log.warning('nobody has configured anything'); log.info('so this is not shown')",
    "logging.basicConfig(); log.warning('plain'); logging.error('root %s', 1)",
    "logging.basicConfig(level='DEBUG', format='{levelname}|{name}|{message}', style='{')\n"
    "log.debug('low'); log.log(35, 'between'); "
    "logging.getLogger('a.b').critical('%(x)s', {'x': 1})",
    "logging.basicConfig(stream=sys.stdout, format='%(threadName)s %(funcName).0s%(message)s')\n"
    "log.warning('out')",
    "log.propagate = False; log.addHandler(logging.StreamHandler(sys.stdout)); log.warning('once')",
    "h = logging.StreamHandler(); log.addHandler(h); log.addHandler(h); log.error('not twice')\n"
    "log.removeHandler(h); log.error('last resort')",
    "log.setLevel(logging.ERROR); log.warning('no'); log.getChild('kid').error('yes')\n"
    "log.disabled = True; log.error('no'); log.disabled = False; logging.disable(50); "
    "log.error('no')",
    "h = logging.StreamHandler(); h.setLevel('ERROR'); log.addHandler(h); log.warning('no')\n"
    "log.error('yes'); print(h.level, log.handlers == [h], log.level, log.hasHandlers())",
    "log.addFilter(lambda record: 'keep' in record.getMessage()); log.error('keep'); "
    "log.error('no')",
    "class Longer(logging.Formatter):\n"
    "    def format(self, record): return '<' + super().format(record) + '>'\n"
    "h = logging.StreamHandler(); h.setFormatter(Longer('%(message)s')); log.addHandler(h)\n"
    "log.error('own form')",
    "class Mine(logging.Handler):\n"
    "    def emit(self, record): print(record.levelno, record.args, self.format(record))\n"
    "log.addHandler(Mine()); log.error('%d and %d', 1, 2)",
    "class Bad:\n    def __str__(self): return 'bad'\n"
    "log.error(Bad()); log.error('%s', Bad())",
    "class Mine(logging.StreamHandler):\n"
    "    def emit(self, record): super().emit(record); print('and mine')\n"
    "log.addHandler(Mine(sys.stdout)); log.error('theirs')",
    "a = logging.LoggerAdapter(log, {'user': 'Ann'}); "
    "logging.basicConfig(format='%(user)s %(message)s')\n"
    "a.warning('hello'); print(a.isEnabledFor(10), a.getEffectiveLevel())",
    "logging.addLevelName(25, 'NOTE'); logging.basicConfig(level=20); log.log(25, 'named')\n"
    "print(logging.getLevelName(25), logging.getLevelName('NOTE'), logging.getLevelName(3))",
    "import logging.handlers, queue\nq = queue.Queue(); "
    "log.addHandler(logging.handlers.QueueHandler(q))\n"
    "log.error('in a queue %s', 1); print(q.get().getMessage(), q.empty())",
    "import logging.handlers\nm = logging.handlers.MemoryHandler(2, 40, logging.StreamHandler())\n"
    "log.addHandler(m); log.warning('1'); print('not yet'); log.warning('2'); log.error('3')",
    "record = logging.makeLogRecord({'msg': 'made %s', 'args': ('up',)}); "
    "print(record.getMessage())\n"
    "logging.StreamHandler(sys.stdout).handle(record)",
    "logging.raiseExceptions = False; log.error('%d', 'no number'); log.error('goes on')",
    "print(logging.getLogger('x') is logging.getLogger('x'), log.name, "
    "log.parent is logging.root)\n"
    "print(logging.root.manager.loggerDict.keys() >= {'app', 'x'}, logging.getLogger().name)",
)  # fmt: skip
HEAD = "import logging, sys\nlog = logging.getLogger('app')\n"


@pytest.mark.parametrize("body", ALONE)
def test_records_go_where_they_go_in_python(body: str) -> None:
    source = HEAD + body + "\n"
    real = subprocess.run(
        [sys.executable, "-u", "-c", source], stdout=PIPE, stderr=STDOUT, text=True, check=True
    )
    run = simulate(source)
    assert run.kind is None, run.message
    assert run.output == real.stdout


LOOK_AND_CHANGE = """
import io, logging, threading
out = io.StringIO()
log = logging.getLogger("app")
log.propagate = False
handler = logging.StreamHandler(out)
log.addHandler(handler)
logging.lastResort = None
def look():
    LOOK
def change():
    CHANGE
threads = [threading.Thread(target=work) for work in (look, change)]
for thread in threads: thread.start()
for thread in threads: thread.join()
print(out.getvalue())
"""
CHANGES = (
    "log.setLevel(50)", "log.level = 50", "log.disabled = True", "log.handlers.clear()",
    "log.handlers = []", "log.removeHandler(handler)", "log.addHandler(logging.StreamHandler(out))",
    "log.filters.append(lambda record: False)", "log.addFilter(lambda record: False)",
    "handler.setLevel(50)", "handler.level = 50", "handler.addFilter(lambda record: False)",
    "handler.setFormatter(logging.Formatter('%(message)s too'))",
    "handler.setStream(io.StringIO())",
    "logging.disable(50)", "logging.root.manager.disable = 50", "setattr(log, 'disabled', True)",
)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_whether_a_record_is_written_depends_on_who_was_first(change: str) -> None:
    source = LOOK_AND_CHANGE.replace("LOOK", "log.warning('x')").replace("CHANGE", change)
    assert len(outcomes(source).outputs) == 2


@pytest.mark.parametrize(
    "look", ["log.level", "log.handlers == []", "len(log.handlers)", "log.disabled",
             "log.isEnabledFor(30)", "log.getEffectiveLevel()", "log.hasHandlers()"]
)  # fmt: skip
def test_who_looks_at_a_logger_sees_it_before_or_after_a_change(look: str) -> None:
    change = "log.disabled = True; log.level = 50; log.handlers.clear()"
    text = LOOK_AND_CHANGE.replace("LOOK", f"print({look})").replace("CHANGE", change)
    assert len(outcomes(text).outputs) >= 2


def test_a_handlers_own_code_is_locked_and_a_filter_is_not() -> None:
    source = """
import logging, threading
n = 0
class Count(logging.Handler):
    def WHERE(self, record):
        global n
        n += 1
log = logging.getLogger("app")
log.propagate = False
log.ADD(Count())
threads = [threading.Thread(target=log.error, args=("x",)) for _ in range(2)]
for thread in threads: thread.start()
for thread in threads: thread.join()
assert n == 2
"""
    locked = source.replace("WHERE", "emit").replace("ADD", "addHandler")
    assert explore(locked).status == "proved"
    free = source.replace("WHERE", "filter").replace("ADD", "addFilter")
    assert explore(free).kind == "assertion"


def test_to_import_it_is_no_operation() -> None:
    ready = stage(text_of("import logging\n"))
    ready.run()
    assert [type(entry) for entry in ready.world.log] == [int, tuple]  # its name is set, the end
