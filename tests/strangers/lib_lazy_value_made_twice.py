"""lazy: the attribute is computed by whoever comes, so two threads may get two objects.

source: https://pypi.org/project/lazy/
verdict: assertion
needs: lazy
"""

import threading

from lazy import lazy


class Page:
    @lazy
    def parts(self):
        return ["head", "body"]


def main():
    page, seen = Page(), []
    threads = [threading.Thread(target=lambda: seen.append(page.parts)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] is seen[1]
