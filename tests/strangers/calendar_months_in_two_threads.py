"""Each thread writes the page of a month with a calendar of its own.

source: https://docs.python.org/3/library/calendar.html#calendar.TextCalendar
verdict: proved
"""

import calendar
import threading

pages = {}


def write(month):
    pages[month] = calendar.TextCalendar(calendar.SUNDAY).formatmonth(2024, month)


def main():
    threads = [threading.Thread(target=write, args=(month,)) for month in (2, 3)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    assert "29" in pages[2] and pages[3].split()[0] == "March"
