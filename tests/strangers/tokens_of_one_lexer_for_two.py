"""shlex.shlex shared by two: words of one text in two halves.

source: https://docs.python.org/3/library/shlex.html#shlex.shlex.get_token
verdict: assertion or exception
"""

import shlex
import threading


def main():
    lexer, got = shlex.shlex("one two"), []
    threads = [threading.Thread(target=target) for target in (lambda: got.append(lexer.get_token()), lambda: got.append(lexer.get_token()))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(got) == ["one", "two"]
