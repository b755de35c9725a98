"""The error stays in the future, and the sum is short, without a word.

source: https://stackoverflow.com/questions/33448329/how-to-detect-exceptions-in-concurrent-futures-in-python3
verdict: assertion
"""

from concurrent.futures import ThreadPoolExecutor

total = []


def add(n):
    if n == 1:
        raise ValueError(n)
    total.append(n)


def main():
    with ThreadPoolExecutor(max_workers=2) as ex:
        for n in range(3):
            ex.submit(add, n)
    assert sum(total) == 3
