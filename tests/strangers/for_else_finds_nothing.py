"""for … else over a list from which another takes: what is looked for is skipped.

source: https://docs.python.org/3/tutorial/controlflow.html#else-clauses-on-loops
verdict: assertion
"""

import threading

items = ["a", "b", "c"]


def main():
    found = []

    def search():
        for item in items:
            if item == "c":
                found.append(True)
                break
        else:
            found.append(False)

    threads = [threading.Thread(target=target) for target in (search, lambda: items.remove("a"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == [True]
