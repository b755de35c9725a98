"""l = l + [1] reads and then binds: one addition is lost; l += [1] would be one step.

source: https://ask-dev.ru/info/252255/is-extending-a-python-list-eg-l-1-guaranteed-to-be-thread-safe
verdict: assertion
"""

import threading

items = []


def work(n):
    global items
    items = items + [n]


def main():
    threads = [threading.Thread(target=work, args=(n,)) for n in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(items) == [0, 1]
