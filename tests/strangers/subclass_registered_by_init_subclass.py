"""__init_subclass__ numbers the classes that two threads make.

source: https://docs.python.org/3/reference/datamodel.html#object.__init_subclass__
verdict: assertion
"""

import threading


class Plugin:
    count = 0

    def __init_subclass__(cls, **keywords):
        super().__init_subclass__(**keywords)
        cls.number = Plugin.count
        Plugin.count += 1


def main():
    made = []

    def define(name):
        made.append(type(name, (Plugin,), {}))

    threads = [threading.Thread(target=target) for target in (lambda: define("A"), lambda: define("B"))]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert sorted(c.number for c in made) == [0, 1]
