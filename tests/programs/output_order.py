"""Who prints first is not said.

verdict: assertion
"""

from threading import Thread


def run(*works):
    threads = [Thread(target=work) for work in works]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


out = []


def work(name):
    print(name)
    out.append(name)


def main():
    run(lambda: work("a"), lambda: work("b"))
    assert out == ["a", "b"]
