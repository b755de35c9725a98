"""After an error nobody gives the connection back; the next one waits for ever.

source: https://github.com/hector-client/hector/issues/136
verdict: deadlock
"""

import queue
import threading

free = queue.Queue()
free.put("connection")


def query(text):
    c = free.get()
    try:
        if not text.startswith("select"):
            raise ValueError(text)
        free.put(c)
    except ValueError as e:
        print("error:", e)


def main():
    ts = [threading.Thread(target=query, args=(q,)) for q in ("drop", "select 1")]
    for t in ts:
        t.start()
    for t in ts:
        t.join()
