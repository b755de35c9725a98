"""One template, wrapped and filled in by two threads.

source: https://docs.python.org/3/library/string.html#template-strings
verdict: proved
"""

import string
import textwrap
import threading

letter = string.Template(textwrap.dedent("""\
    Dear $name,
    you owe us ${sum} crowns.
"""))
letters = {}


def write(name, owed):
    text = letter.substitute(name=name, sum=owed)
    letters[name] = textwrap.fill(text, width=60)


def main():
    threads = [threading.Thread(target=write, args=pair) for pair in (("Ann", 3), ("Bob", 4))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert letters == {
        "Ann": "Dear Ann, you owe us 3 crowns.",
        "Bob": "Dear Bob, you owe us 4 crowns.",
    }
