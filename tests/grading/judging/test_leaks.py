"""Nothing of a hidden test comes back in a message, a picture or a number, whatever an answer does.

Each attack reads what it can get hold of in the room where a hidden check runs and puts it into
what its student is shown.
"""

from __future__ import annotations

import json
import re

import nbformat
import pytest

from support.graded_office import TICKETS, graded, office_plan
from support.judged import judged
from support.sandbox import needs_sandbox
from threadlab.grading.classroom.answers import Answer
from threadlab.grading.judging import told
from threadlab.grading.marks.feedback import HideTests

pytestmark = needs_sandbox

CHECK = "check-office-hidden"
SECRET = "pauses.append"  # in its hidden lines, and nowhere else
# What an answer can find of the hidden check while it runs there; each leaves it in `found`.
READS = {
    "the line of a frame": """
import traceback
found = ''.join(traceback.FrameSummary(f'<cell {c}>', n, 'x').line or '' for c in range(12) for n in range(40))
""",
    "linecache": """
import linecache
found = ''.join(''.join(linecache.getlines(f'<cell {c}>')) for c in range(12))
""",
    "all of linecache": """
import linecache
found = str(linecache.cache)
""",
    "objects of the collector": """
import gc
found = ' '.join(str(getattr(o, 'source', '')) for o in gc.get_objects())
""",
    "frames": """
import sys
frame, found = sys._getframe(), ''
while frame:
    found += str(frame.f_code.co_names) + str({k: str(v)[:3000] for k, v in frame.f_locals.items()})
    frame = frame.f_back
""",
    "the source of the caller": """
import inspect, sys
found = inspect.getsource(sys._getframe(1))
""",
    "what an error shows": """
import traceback
try: 1 / 0
except ZeroDivisionError: pass
found = ''.join(traceback.format_stack())
""",
}  # fmt: skip
TELLS = {
    "an error": "raise ValueError({x})",
    "an assertion": "raise AssertionError({x})",
    "a comparison": "assert {x} == ''",
    "a class of errors": "raise type({x}[:3000], (Exception,), {{}})()",
    "an exit": "import sys\nsys.exit({x})",
    "a thread's name": "t = Thread(target=int, args=('x',), name={x}[:1500])\nt.start()\nt.join()",
    "a variable": "self.free = {x}\nself.free = None\nreturn 7",
    "an instructor's sentence": "raise AssertionError('Two buyers of one ticket got ' + {x} + ' and 7.')",
    "a number": "raise ValueError(int.from_bytes({x}.encode()[:1500]))",
    "an error of ours": "from threadlab.errors import ThreadlabError\nraise ThreadlabError({x})",
}  # fmt: skip


def answer(read, tell):
    """An office whose buy leaks; it is quiet where the hidden check is not what runs."""
    body = f"{read}\nfound = found[max(0, found.find('HIDDEN' + ' TESTS')):]\n"
    body += "needle = 'pau' 'ses.app' 'end'\nif needle in found:\n"
    told = tell.format(x="found[found.find(needle):]")
    body += "\n".join(f"    {line}" for line in told.split("\n"))
    lines = "\n".join(f"        {line}" for line in body.strip().split("\n"))
    return f"""class Office:
    def __init__(self, tickets, pause=lambda: None):
        self.free, self.pause = list(tickets), pause
    def unsold(self):
        return sorted(self.free)
    def buy(self):
{lines}
        return None
"""


def shown(result, name):
    cell = next(cell for cell in result["notebook"]["cells"] if cell["id"] == name)
    return result["marks"][name]["message"] + json.dumps(cell["outputs"])


@pytest.fixture(scope="module")
def plan():
    return office_plan()


CASES = [(read, "an error") for read in READS] + [("the line of a frame", tell) for tell in TELLS]


@pytest.mark.parametrize(("read", "tell"), CASES)
def test_nothing_of_a_hidden_check_is_told(read, tell, plan):
    result = graded(plan, office=answer(READS[read], TELLS[tell]))
    text = shown(result, CHECK)
    assert result["marks"][CHECK]["score"] == 0
    assert SECRET not in text and "pauses" not in text and "clerks" not in text, text[:2000]
    assert not re.search(
        r"\d{7}", re.sub(r"<svg.*?</svg>|-?\d+\.\d+", "", result["marks"][CHECK]["message"])
    )
    number = str(int.from_bytes(b"pauses.append"))
    assert number[:9] not in text


@pytest.mark.parametrize("name", ["no_lock.py", "lock_in_each_call.py"])
def test_an_honest_failure_of_a_hidden_check_says_what_its_instructor_wrote(name, plan):
    wrong = Answer.read(TICKETS / "wrong" / name)
    result = graded(plan, office=wrong.cells["office"])
    failed = [n for n in (CHECK, "check-office-crowd") if result["marks"][n]["score"] == 0]
    assert failed
    for each in failed:
        text = shown(result, each)
        assert "svg" in text and "T1" in text, text[:500]
        messages = re.findall(r'(?:, |\()f?"([^"{]{12,})', plan[each].source)
        assert any(message in text for message in messages), text[:800]


def test_a_patched_traceback_tells_no_number_as_a_line_of_the_students():
    """What a room says of lines counts where the student has written that line at that place."""
    patch = """
import traceback
class Frame:
    filename, line = '<ipython-input-1>', 'return 1 / 0'
    def __init__(self, number): self.lineno = number
def f(x):
    traceback.extract_tb = lambda *a, **k: [Frame(x)]
    return 1 / 0
"""
    test = "### BEGIN HIDDEN TESTS\nf({x})\n### END HIDDEN TESTS"
    for x in (424242, 7**1500, -5, 3):
        message = judged(test.format(x=x), patch)["marks"]["test"]["message"]
        assert str(x)[:6] not in re.findall(r"line (-?\d+)", message), message[:300]
    honest = judged(test.format(x=1), "def f(x):\n    y = 2\n    return 1 / 0")
    assert "line 3: return 1 / 0" in honest["marks"]["test"]["message"]


def forged(text, **changes):
    """What a room says that is under the student's control: the secret wherever a text may be."""
    names = ("thread", "object", "value", "before", "file", "source", "operation")
    event = dict.fromkeys(names, text) | {
        "time": 1.0, "step": 1, "line": 424242, "held": [text], "ready": [text],
        "blocked": {text: [text, text]}, "operation": "write",
    }  # fmt: skip
    events = [event, event | {"operation": text}, event | {"file": "<cell 0>", "line": 1},
              event | {"file": "<cell 9>", "line": 12}, "odd", None]  # fmt: skip
    run = {"events": events, "elapsed": 1.0, "holds": {text: text}, "waits": {text: text},
           "names": {text: text}, "message": text, "output": text}  # fmt: skip
    return {"status": "failed", "kind": text, "schedule": text, "message": text, "run": run,
            "clock": text} | changes  # fmt: skip


TEST = """%%check
### BEGIN HIDDEN TESTS
hoard = Office([31337])
assert hoard.buy() == 31337, f"The only ticket is {hoard.unsold()}, says {hoard}."
assert not hoard.unsold()
### END HIDDEN TESTS"""


@pytest.mark.parametrize("kind", ["assertion", "exception", "deadlock", "unsupported", "odd", None])
@pytest.mark.parametrize("frame", ["{}", "ValueError in main, line 3: {}", "The only ticket is {}, "
                                   "says {}.", "Quiet{} in T1: {}"])  # fmt: skip
def test_of_what_a_room_says_known_words_are_told(kind, frame):
    secret = TEST + str(int.from_bytes(TEST.encode()))
    message = frame.format(*[secret] * 2)
    cells = ["class Office:\n    pass", ""]
    result = told.without_hidden(
        forged(secret, kind=kind, message=message), TEST, cells, [], {"Office", "buy"}
    )
    text = json.dumps(result)
    assert not re.search(r"hoard|31337|424242|HIDDEN|\d{6}", text), text
    assert result["run"]["events"][1] | {"file": "", "time": 0} == result["run"]["events"][0] | {
        "line": 1, "source": "class Office:", "file": "", "time": 0,
    }  # fmt: skip
    assert len(text) < 3000


def test_gaps_of_a_sentence_are_filled_with_what_a_student_knows():
    said = "AssertionError in main, line 4: The only ticket is [7, 12], says Office. (Schedule 2.)"
    result = told.without_hidden(
        forged("", message=said, kind="assertion"), TEST, [], [], {"Office"}
    )
    assert result["message"] == "The only ticket is [7, 12], says Office."
    said = said.replace("Office", "<hoard 1234567>")
    result = told.without_hidden(
        forged("", message=said, kind="assertion"), TEST, [], [], {"Office"}
    )
    assert result["message"] == "The only ticket is [7, 12], says <… …>."


def test_an_error_in_a_students_own_line_is_told_with_that_line():
    cells = ["def buy():\n    return 1 / 0"]
    end = {"operation": "raise", "thread": "T1", "file": "<cell 0>", "line": 2, "time": 1.0}
    run = {"events": [end], "elapsed": 1.0}
    said = "A thread died: ZeroDivisionError in T1, line 2: division by zero."
    result = told.without_hidden(
        forged("", message=said, kind="exception", run=run), TEST, cells, [], {"buy"}
    )
    assert result["message"] == (
        "ZeroDivisionError was raised during a hidden check (your line 2: return 1 / 0)."
    )
    assert told.without_hidden(forged("", kind="deadlock"), TEST, [], [], ())["message"].startswith(
        "Deadlock"
    )


# What an answer has seen of a hidden test, it can keep for later: in a file of its room, say.
KEEPS = {
    "what it was asked": "    open('/tmp/seen', 'a').write(f'asked{x}')\n",
    "who asked": """
    import sys
    frame = sys._getframe()
    while frame:
        for value in list(frame.f_locals.values()):
            for text in [value, *(value if type(value) is list else [])]:
                text = text.get('source') if type(text) is dict else text
                if type(text) is str and '__check__' in text:
                    open('/tmp/seen', 'a').write(f'asked{text}')
        frame = frame.f_back
""",
}
LATER = {
    "prints it": "    print(seen)\n    return x + 1",
    "raises it": "    raise ValueError(seen)",
    "raises an error of that name": "    raise type(seen[:90], (Exception,), {})",
    "raises an assertion": "    raise AssertionError(seen)",
    "gives an object of that name": "    return type(seen[:90], (), {})()",
    "gives a text that is no number": "    return seen",
    "gives a large object of that name": "    return type(seen[:90], (list,), {})(range(10**6))",
    "shows it": "    from IPython.display import display\n    display(seen)\n    return x + 1",
    "warns of it": "    import warnings\n    warnings.warn(seen)\n    return x + 1",
}
ASKED = 271828


@pytest.mark.parametrize("later", LATER)
@pytest.mark.parametrize("keeps", KEEPS)
def test_what_a_hidden_test_has_asked_is_not_told_by_a_later_one(keeps, later, tmp_path):
    hidden = (
        f"assert f(1) == 2\n### BEGIN HIDDEN TESTS\nassert f({ASKED}) == 3\n### END HIDDEN TESTS"
    )
    answer = f"""def f(x):
{KEEPS[keeps]}
    return x + 1
def g(x):
    import os
    seen = open('/tmp/seen').read() if os.path.exists('/tmp/seen') else ''
    seen = seen[seen.find('{str(ASKED)[:3]}'):]
{LATER[later]}
"""
    result = judged("assert int(g(1)) == 2\nassert g(2) > 7, 'Seven.'", answer, before=hidden)
    page, _ = HideTests().preprocess(nbformat.from_dict(result["notebook"]), {})
    told = [cell.get("outputs") for cell in page.cells] + [result["marks"]["test"]["message"]]
    assert str(ASKED) not in json.dumps(told)
    assert result["marks"]["test"]["score"] == 0


def test_what_fails_before_any_hidden_test_is_told_in_full():
    answer = "def f(x):\n    raise ValueError('not ' + 'that')"
    assert "not that" in judged("assert f(1) == 2", answer)["marks"]["test"]["message"]
    hidden = "assert 1 == 1\n### BEGIN HIDDEN TESTS\nassert 2 == 2\n### END HIDDEN TESTS"
    later = judged("assert f(1) == 2", answer, before=hidden)["marks"]["test"]["message"]
    assert "not that" not in later and "ValueError" in later and "line 2" in later
    answer = "def f(x):\n    return None"
    later = judged("assert f(1) - 1 == 2", answer, before=hidden)["marks"]["test"]["message"]
    assert "'NoneType' and 'int'" in later
    answer = "def f(x):\n    return {'se' + 'en': 1}"
    for test in ("assert dict.fromkeys(**f(1)) == 2", "assert int(**f(1)) == 2",
                 "assert {}[str(f(1))] == 2"):  # fmt: skip
        later = judged(test, answer, before=hidden)["marks"]["test"]["message"]
        assert later and "seen" not in later


# The sentence of a hidden assertion has gaps, and in them is what the answer gives.
GAPS = {
    "a gap": "f'Your f gave {{f({x})}} where three was wanted.'",
    "a variable in a gap": "f'Your f gave {{got}}.'",
    "a text put together": "'Your f gave ' + str(got)",
    "a text that is filled": "'Your f gave %s.' % (got,)",
    "a text that is formatted": "'Your f gave {{}}, not three.'.format(got)",
    "the name of a class": "f'Your f gave a {{type(got).__name__}}.'",
    "nothing but a gap": "got",
}
GIVES = {
    "what it was asked": "return x",
    "what it was asked, in a list": "return [x]",
    "a text with it": "return f'It was asked {x}'",
    "an object that says it": "return type('A', (), {'__str__': lambda s: str(x), '__repr__': lambda s: str(x)})()",
    "an object of that name": "return type(f'A{x}', (), {})()",
    "what it sees": "import sys\n    return str(sys._getframe(2).f_locals) + str(x)",
}


@pytest.mark.parametrize("gap", GAPS)
@pytest.mark.parametrize("gives", GIVES)
def test_the_sentence_of_a_hidden_assertion_does_not_carry_what_was_asked(gap, gives):
    test = f"got = f({ASKED})\nassert got == 3, {GAPS[gap].format(x=ASKED)}"
    hidden = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS"
    result = judged(hidden, f"def f(x):\n    {GIVES[gives]}")
    shown = json.dumps([result["marks"]["test"]["message"], result["notebook"]["cells"][-1]])
    shown = shown.replace(json.dumps(hidden)[1:-1], "")
    assert result["marks"]["test"]["score"] == 0 and str(ASKED) not in shown


def test_a_sentence_says_what_its_student_knows():
    def told(test, answer, *, hide=True, before=""):
        test = f"### BEGIN HIDDEN TESTS\n{test}\n### END HIDDEN TESTS" if hide else test
        return judged(test, answer, before=before)["marks"]["test"]["message"]

    three = "def f(x):\n    return ['tea', 3]"
    assert told("assert f(2) == 2, f'It gave {f(2)}.'", three) == "It gave ['tea', 3]."
    assert told("assert f(2) == 2, 'It gave {}, alas'.format(f(2))", three) == (
        "It gave ['tea', 3], alas"
    )
    looped = "for k in (1, 5):\n    assert f(k) == 7, f'For {k} it gave {f(k)}.'"
    assert told(looped, three) == "For 1 it gave ['tea', 3]."
    long = "def f(x):\n    return 'Anything at all, 123456789'"
    in_sight = "assert f(2) == 2, f'It gave {f(2)}.'"
    assert told(in_sight, long, hide=False) == "It gave Anything at all, 123456789."
    hidden = "assert 1 == 1\n### BEGIN HIDDEN TESTS\nassert 2 == 2\n### END HIDDEN TESTS"
    later = told(in_sight, long, hide=False, before=hidden)
    assert later == "It gave Anything at all, …."
