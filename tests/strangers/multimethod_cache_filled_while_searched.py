"""A dictionary with a __missing__ goes through itself while another fills it.

source: https://github.com/coady/multimethod/issues/73
verdict: exception
"""

import threading

class Methods(dict):
    def __missing__(self, types):
        found = {key for key in self if issubclass(types, key)}
        best = max(found, key=lambda key: len(key.__mro__))
        self[types] = self[best]
        return self[types]


def together(*functions):
    threads = [threading.Thread(target=function) for function in functions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

def main():
    kinds = Methods({object: "object", int: "int"})
    together(lambda: kinds[bool], lambda: kinds[str])
    assert (kinds[bool], kinds[str]) == ("int", "object")
