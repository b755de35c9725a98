"""Thread(…).start() is None, and None has no join.

source: https://stackoverflow.com/questions/2846653/how-can-i-use-threading-in-python
verdict: exception
"""

from threading import Thread


def main():
    threads = []
    for i in range(2):
        t = Thread(target=print, args=(i,)).start()
        threads.append(t)
    for t in threads:
        t.join()
