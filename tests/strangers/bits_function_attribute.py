"""A function counts its calls in an attribute of its own.

source: https://peps.python.org/pep-0232/
verdict: assertion
"""

import threading


def visit():
    visit.calls += 1


visit.calls = 0


def main():
    ts = [threading.Thread(target=visit) for _ in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
    assert visit.calls == 2
