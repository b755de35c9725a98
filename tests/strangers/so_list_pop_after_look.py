"""The list is not empty when asked, and empty when popped.

source: https://stackoverflow.com/questions/6319207/are-lists-thread-safe
verdict: exception
"""

import threading

jobs = [1, 2, 3]
done = []


def work():
    while jobs:
        done.append(jobs.pop(0))


def main():
    ts = [threading.Thread(target=work, name=f"w{i}") for i in range(2)]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
