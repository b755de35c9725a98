"""The value lies in the object's own namespace, and a counter descriptor adds under the object's lock.

source: https://docs.python.org/3/howto/descriptor.html
verdict: proved
"""

import threading

class Counted:
    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return instance.__dict__.get(self.name, 0)

    def __set__(self, instance, value):
        raise AttributeError("use add")

    def add(self, instance, amount):
        with instance.__dict__.setdefault("_lock", threading.Lock()):
            instance.__dict__[self.name] = self.__get__(instance) + amount

class Page:
    hits = Counted()


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    page = Page()
    together(lambda: Page.hits.add(page, 1), lambda: Page.hits.add(page, 2))
    assert page.hits == 3
