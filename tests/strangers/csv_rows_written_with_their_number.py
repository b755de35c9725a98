"""Each row gets the number of rows so far, and is written after that.

source: https://docs.python.org/3/library/csv.html#csv.writer
verdict: assertion
"""

import csv
import io
import threading

out = io.StringIO()
writer = csv.writer(out)
count = 0


def log(name):
    global count
    count += 1
    writer.writerow([count, name])


def main():
    threads = [threading.Thread(target=log, args=(name,)) for name in ("Ann", "Ben")]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    rows = list(csv.reader(io.StringIO(out.getvalue())))
    assert sorted(row[0] for row in rows) == ["1", "2"]
