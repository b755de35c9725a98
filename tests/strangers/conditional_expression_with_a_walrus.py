"""name.upper() if (name := x.name) else "": read once.

source: https://peps.python.org/pep-0572/
verdict: proved
"""

import threading


class X:
    name = "a"


def main():
    x, seen = X(), []

    def shout():
        seen.append(name.upper() if (name := x.name) else "")

    threads = [threading.Thread(target=target) for target in (shout, lambda: setattr(x, "name", None))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen in (["A"], [""])
