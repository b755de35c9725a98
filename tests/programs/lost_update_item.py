"""So does an item of a dictionary.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


count = {"a": 0}


def work():
    count["a"] = count.get("a", 0) + 1


def main():
    run(work, work)
    assert count["a"] == 2
