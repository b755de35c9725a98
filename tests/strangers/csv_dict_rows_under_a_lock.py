"""Rows with names are written under a lock, with their numbers.

source: https://docs.python.org/3/library/csv.html#csv.DictWriter
verdict: proved
"""

import csv
import io
import threading

out = io.StringIO()
writer = csv.DictWriter(out, fieldnames=["number", "name"])
lock = threading.Lock()
count = 0


def log(name):
    global count
    with lock:
        count += 1
        writer.writerow({"number": count, "name": name})


def main():
    writer.writeheader()
    threads = [threading.Thread(target=log, args=(name,)) for name in ("Ann", "Ben")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    rows = list(csv.DictReader(io.StringIO(out.getvalue())))
    assert [row["number"] for row in rows] == ["1", "2"]
    assert {row["name"] for row in rows} == {"Ann", "Ben"}
