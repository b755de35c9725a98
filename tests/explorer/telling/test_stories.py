"""What a story tells of prints and comparisons."""

from __future__ import annotations

from threadlab import explore, outcomes


def test_what_is_printed_is_looked_into() -> None:
    source = """
from threading import Thread
soup = []
def main():
    thread = Thread(target=soup.append, args=("leek",))
    thread.start()
    print(soup)
    thread.join()
"""
    assert {outcome.output for outcome in outcomes(source)} == {"[]\n", "['leek']\n"}


def test_a_failed_comparison_is_told_with_the_values_that_were_compared() -> None:
    verdict = explore("""
from threading import Thread
saved = []
def work():
    saved.append("a")
def main():
    thread = Thread(target=work, daemon=True)
    thread.start()
    assert saved == ["a"]
""")
    assert "The comparison was [] == ['a']." in verdict.message
