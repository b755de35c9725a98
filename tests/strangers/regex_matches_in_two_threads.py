"""One compiled pattern for all: each search has a place of its own.

source: https://docs.python.org/3/library/re.html#re.Pattern.finditer
verdict: proved
"""

import re
import threading

word = re.compile(r"(?P<name>\w+)=(\d+)")
found = {}


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    def scan(key, text):
        found[key] = {match["name"]: int(match[2]) for match in word.finditer(text)}

    together(lambda: scan(1, "a=1 b=2"), lambda: scan(2, "c=3"), lambda: scan(3, ""))
    assert found == {1: {"a": 1, "b": 2}, 2: {"c": 3}, 3: {}}
