"""Translations are loaded by a generator that is cached, and two threads ask for the next one.

source: https://github.com/projectfluent/python-fluent/issues/221
verdict: exception
"""

import threading

class Localization:
    def __init__(self, locales):
        self.locales = locales
        self.loaded = {}
        self._cache = []
        self._it = self._load()

    def _load(self):
        for locale in self.locales:
            self.loaded[locale] = len(self.loaded)
            yield {"hello": f"hello in {locale}"}

    def bundles(self):
        at = 0
        while True:
            if at == len(self._cache):
                try:
                    self._cache.append(next(self._it))
                except StopIteration:
                    return
            yield self._cache[at]
            at += 1

    def value(self, name):
        for bundle in self.bundles():
            if name in bundle:
                return bundle[name]


def together(*functions):
    threads = list(map(lambda f: threading.Thread(target=f), functions))
    [t.start() for t in threads]
    [t.join() for t in threads]

def main():
    texts = Localization(["de", "en"])
    together(lambda: texts.value("hello"), lambda: texts.value("hello"))
