"""Two threads take matches from one finditer: each match is taken once.

source: https://docs.python.org/3/library/re.html#re.finditer
verdict: proved
"""

import re
import threading

matches = re.finditer(r"\w+", "one two three")
words = []


def take():
    for match in matches:
        words.append(match.group())


def main():
    threads = [threading.Thread(target=take) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(words) == ["one", "three", "two"]
