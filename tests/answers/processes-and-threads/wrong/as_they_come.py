"""The answers in the order in which they come.

like: processes_only.py
fails: check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-outputs-f check-run-named check-run-named-error check-run-named-hidden check-helper check-helper-error check-helper-hidden check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden
"""
# %% meet [like ../right/straight.py]
-    found = dict(answers.get() for _ in children)
+    found = [answers.get()[1] for _ in children]
@@ def meet(names):
-    return [found[place] for place in range(len(children))]
+    return found
