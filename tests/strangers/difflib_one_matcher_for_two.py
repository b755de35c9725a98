"""A matcher is given one sequence and asked then: somebody else may have given it another one.

source: https://docs.python.org/3/library/difflib.html#difflib.SequenceMatcher.set_seq1
verdict: assertion
"""

import difflib
import threading

matcher = difflib.SequenceMatcher(None, "", "apple")
found = {}


def compare(word):
    matcher.set_seq1(word)
    found[word] = matcher.ratio()


def main():
    threads = [threading.Thread(target=compare, args=(word,)) for word in ("apple", "xyz")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == {"apple": 1.0, "xyz": 0.0}
