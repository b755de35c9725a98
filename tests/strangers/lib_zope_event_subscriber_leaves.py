"""zope.event: notify goes over the list of subscribers while one of them leaves.

source: https://zopeevent.readthedocs.io/en/latest/
verdict: assertion
needs: zope
"""

import threading

from zope import event


def main():
    heard = []

    def first(what):
        pass

    def second(what):
        heard.append(what)

    event.subscribers += [first, second]
    threads = [
        threading.Thread(target=event.notify, args=("saved",)),
        threading.Thread(target=event.subscribers.remove, args=(first,)),
    ]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert heard == ["saved"]
