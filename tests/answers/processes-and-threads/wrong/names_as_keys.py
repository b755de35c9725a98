"""The answers by name: two children of the same name become one.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet-hidden
"""
# %% meet [like ../right/straight.py]
-    answers.put((place, (current_process().name, os.getpid(), parent_process().pid)))
+    answers.put((current_process().name, (current_process().name, os.getpid(), parent_process().pid)))
@@ def meet(names):
-    return [found[place] for place in range(len(children))]
+    return [found[place] for place in names]
