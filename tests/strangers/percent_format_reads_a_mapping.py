"""'%(a)s %(b)s' % mapping asks twice: a change comes between.

source: https://docs.python.org/3/library/stdtypes.html#printf-style-string-formatting
verdict: assertion
"""

import threading


class Now:
    value = 0

    def __getitem__(self, name):
        return self.value


def main():
    now, seen = Now(), []

    def tell():
        seen.append("%(a)s %(b)s" % now)

    def change():
        now.value = 1

    threads = [threading.Thread(target=target) for target in (tell, change)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert seen[0] in ("0 0", "1 1")
