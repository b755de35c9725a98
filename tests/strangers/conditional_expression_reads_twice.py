"""x.name.upper() if x.name else "": read twice.

source: https://docs.python.org/3/reference/expressions.html#conditional-expressions
verdict: exception
"""

import threading


class X:
    name = "a"


def main():
    x = X()
    threads = [threading.Thread(target=target) for target in (lambda: x.name.upper() if x.name else "", lambda: setattr(x, "name", None))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
