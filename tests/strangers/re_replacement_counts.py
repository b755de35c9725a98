"""The function that re.sub calls counts the words of all threads.

source: https://docs.python.org/3/library/re.html#re.sub
verdict: assertion
"""

import re
import threading

count = 0


def upper(match):
    global count
    count += 1
    return match.group(0).upper()


def work(text):
    assert re.sub(r"\b[a-z]", upper, text) == text.title()


def main():
    threads = [threading.Thread(target=work, args=(text,)) for text in ("one", "two")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert count == 2
