"""Paragraphs are wrapped by threads, and put together in the order in which they were given.

source: https://docs.python.org/3/library/textwrap.html
verdict: proved
"""

import textwrap
from concurrent.futures import ThreadPoolExecutor

paragraphs = ["the quick brown fox", "a lazy dog"]


def wrap(text):
    return textwrap.fill(text, width=10)


def main():
    with ThreadPoolExecutor(max_workers=2) as pool:
        wrapped = list(pool.map(wrap, paragraphs))
    assert wrapped == ["the quick\nbrown fox", "a lazy dog"]
