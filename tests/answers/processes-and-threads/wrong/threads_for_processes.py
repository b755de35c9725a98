"""Threads instead of processes.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden
"""
# %% meet [like ../right/straight.py]
 import os
+from threading import Thread, current_thread
@@ def introduce(place, answers):
-    answers.put((place, (current_process().name, os.getpid(), parent_process().pid)))
+    answers.put((place, (current_thread().name, os.getpid(), os.getppid())))
@@ def meet(names):
-    children = [Process(target=introduce, args=(place, answers), name=name)
+    children = [Thread(target=introduce, args=(place, answers), name=name)
