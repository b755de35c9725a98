"""string.Template asks a mapping once for each name.

source: https://docs.python.org/3/library/string.html#string.Template.substitute
verdict: assertion
"""

import string
import threading

prices = {"a": 1, "b": 1}


def main():
    seen = []

    def tell():
        seen.append(string.Template("$a $b").substitute(prices))

    def change():
        prices["a"] = 2
        prices["b"] = 2

    threads = [threading.Thread(target=target) for target in (tell, change)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] in ("1 1", "2 2")
