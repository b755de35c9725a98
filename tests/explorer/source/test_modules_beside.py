"""What a module beside the program changes, the program sees at each of its looks."""

from __future__ import annotations

import sys
import threading

import pytest

from threadlab import explore, outcomes

MODULE = """
class Account:
    def __init__(self):
        self.balance = 0
    def pay(self, n):
        self.balance += n
class Shelf:
    def put(self, name, value):
        setattr(self, name, value)
class Drawer:
    def put(self, name, value):
        self.__dict__[name] = value
def put(thing, name, value):
    setattr(thing, name, value)
total = 0
def bump():
    global total
    total += 1
"""
LOOKS = {
    "an attribute that only its methods assign": """
    a = beside.Account()
    t = threading.Thread(target=a.pay, args=(1,))
    t.start()
    print(a.balance)
    """,
    "an attribute by a computed name": """
    a = beside.Shelf()
    a.put("x", 0)
    t = threading.Thread(target=a.put, args=("x", 1))
    t.start()
    print(a.x)
    """,
    "an entry of __dict__": """
    a = beside.Drawer()
    a.put("x", 0)
    t = threading.Thread(target=a.put, args=("x", 1))
    t.start()
    print(a.x)
    """,
    "an attribute of the program's own object": """
    class Own:
        pass
    a = Own()
    beside.put(a, "x", 0)
    t = threading.Thread(target=beside.put, args=(a, "x", 1))
    t.start()
    print(a.x)
    """,
    "a variable of the module": """
    t = threading.Thread(target=beside.bump)
    t.start()
    print(beside.total)
    """,
}


@pytest.fixture
def beside(tmp_path, monkeypatch, request):
    """Write modules beside the program; gives the function that does it."""
    monkeypatch.syspath_prepend(tmp_path)

    def write(**sources):
        for name, source in sources.items():
            (tmp_path / f"{name}.py").write_text(source, encoding="utf-8")
            request.addfinalizer(lambda name=name: sys.modules.pop(name, None))

    return write


def shown(source):
    found = outcomes(source)
    assert found.complete
    return found.outputs


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_what_a_module_beside_changes_is_a_point(look, beside):
    name = f"beside_{list(LOOKS).index(look)}"
    beside(**{name: MODULE})
    body = LOOKS[look].replace("beside.", f"{name}.")
    both = ["0\n", "1\n"]
    assert shown(f"import threading\nimport {name}\ndef main():{body}\n    t.join()\n") == both


COUNTER = "class Counter:\n    n = 0\n    def up(self):\n        self.n += 1\n"


@pytest.mark.parametrize(
    "late",
    [
        "import late_counter",
        "from late_counter import Counter",
        "late_counter = __import__('late_' + 'counter')",
        "import late_package.inner as late_counter",
        "from late_package import inner as late_counter",
    ],
)
def test_what_a_module_changes_that_is_imported_late_is_known_from_the_start(
    late, beside, tmp_path
):
    beside(late_counter=COUNTER)
    (tmp_path / "late_package").mkdir()
    (tmp_path / "late_package" / "__init__.py").touch()
    (tmp_path / "late_package" / "inner.py").write_text(
        "from .deep import *\n", encoding="utf-8"
    )
    (tmp_path / "late_package" / "deep.py").write_text(COUNTER, encoding="utf-8")
    name = "Counter" if late.startswith("from late_counter") else "late_counter.Counter"
    source = f"""
        import threading
        def look(thing):
            return thing.n
        def main():
            {late}
            thing = {name}()
            t = threading.Thread(target=thing.up)
            t.start()
            print(look(thing))
            t.join()
    """
    assert shown(source) == ["0\n", "1\n"]


def test_a_live_object_brings_a_module_along_that_no_text_names(beside):
    beside(brought=COUNTER + "def make():\n    return Counter()\n")
    import brought  # noqa: PLC0415

    def with_things(make):
        def main():
            thing = make()
            t = threading.Thread(target=thing.up)
            t.start()
            print(thing.n)
            t.join()

        return main

    assert shown(with_things(brought.make)) == ["0\n", "1\n"]


def test_a_module_that_is_loaded_by_stealth_is_refused(beside):
    beside(stealthy=COUNTER)
    source = """
        import builtins
        def main():
            getattr(builtins, "__imp" + "ort__")("stealthy")
    """
    verdict = explore(source)
    assert verdict.kind == "unsupported"
    assert "stealthy" in verdict.message


def test_a_module_that_imports_the_program_finds_it_as_it_is(beside):
    beside(
        the_program="""
import threading
import the_helper
total = 0
def look():
    return total
def main():
    t = threading.Thread(target=the_helper.up)
    t.start()
    print(look())
    t.join()
""",
        the_helper="import the_program\ndef up():\n    the_program.total = 1\n",
    )
    import the_program  # noqa: PLC0415

    assert shown(the_program.main) == ["0\n", "1\n"]
