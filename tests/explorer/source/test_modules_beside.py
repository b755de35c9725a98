"""What a module beside the program changes, the program sees at each of its looks."""

from __future__ import annotations

import pytest

from threadlab import outcomes

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


@pytest.mark.parametrize("look", LOOKS)
def test_a_look_at_what_a_module_beside_changes_is_a_point(look, tmp_path, monkeypatch):
    name = f"beside_{list(LOOKS).index(look)}"
    (tmp_path / f"{name}.py").write_text(MODULE, encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    body = LOOKS[look].replace("beside.", f"{name}.")
    found = outcomes(f"import threading\nimport {name}\ndef main():{body}\n    t.join()\n")
    assert found.complete
    assert found.outputs == ["0\n", "1\n"]
