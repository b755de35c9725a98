"""Close matches are looked for by two threads, each with a matcher of its own.

source: https://docs.python.org/3/library/difflib.html#difflib.get_close_matches
verdict: proved
"""

import difflib
import threading

words = ("apple", "peach", "puppy")
found = {}


def look(word):
    found[word] = difflib.get_close_matches(word, words, n=1)


def main():
    threads = [threading.Thread(target=look, args=(word,)) for word in ("appel", "peech")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert found == {"appel": ["apple"], "peech": ["peach"]}
