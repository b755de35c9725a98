"""A formatter that notes which names it has used: one for two threads mixes them up.

source: https://docs.python.org/3/library/string.html#string.Formatter
verdict: assertion
"""

import string
import threading


class Noting(string.Formatter):
    def vformat(self, text, args, kwargs):
        self.used = []
        return super().vformat(text, args, kwargs)

    def get_value(self, key, args, kwargs):
        self.used.append(key)
        return super().get_value(key, args, kwargs)


formatter = Noting()
seen = {}


def work(name):
    formatter.format("{" + name + "}", **{name: 1})
    seen[name] = formatter.used


def main():
    threads = [threading.Thread(target=work, args=(name,)) for name in "ab"]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen == {"a": ["a"], "b": ["b"]}
