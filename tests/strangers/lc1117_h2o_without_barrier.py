"""Permits for two and one, given back at once: an atom of the next molecule comes in before this one is whole.

source: https://leetcode.com/problems/building-h2o/
verdict: assertion
"""

from threading import Semaphore, Thread

h_permits, o_permits = Semaphore(2), Semaphore(1)
made = []


def hydrogen():
    with h_permits:
        made.append("H")


def oxygen():
    with o_permits:
        made.append("O")


def main():
    ts = [Thread(target=oxygen if c == "O" else hydrogen) for c in "HOHHOH"]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    text = "".join(made)
    assert sorted(text[:3]) == ["H", "H", "O"] and sorted(text[3:]) == ["H", "H", "O"], text
