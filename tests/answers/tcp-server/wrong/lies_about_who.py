"""Threads, and invented numbers of processes.

like: threads_for_processes.py
fails: check-processes check-processes-hidden
"""
# %% by-processes [changed]
-from station import serve
+import itertools
+import station
+
+numbers = itertools.count(50000)
+station.os = type("os", (), {"getpid": staticmethod(lambda: next(numbers))})
+serve = station.serve
