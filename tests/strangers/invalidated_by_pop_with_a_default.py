"""pop with a default of the instance's dictionary: as often as one likes.

source: https://github.com/singingwolfboy/flask-dance/issues/205
verdict: proved
"""

import threading


class Session:
    pass


def invalidate(instance, name, gone):
    if vars(instance).pop(name, None) is not None:
        gone.append(name)


def main():
    s, gone = Session(), []
    s.token = "t"
    threads = [threading.Thread(target=invalidate, args=(s, "token", gone)) for _ in range(2)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert gone == ["token"] and not hasattr(s, "token")
