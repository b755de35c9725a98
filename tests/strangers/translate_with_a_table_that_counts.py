"""str.translate calls __getitem__ of its table for each letter.

source: https://docs.python.org/3/library/stdtypes.html#str.translate
verdict: assertion
"""

import threading


class Secret:
    shift = 0

    def __getitem__(self, code):
        self.shift += 1
        return code


def main():
    table = Secret()
    threads = [threading.Thread(target=target) for target in (lambda: "a".translate(table), lambda: "b".translate(table))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert table.shift == 2
