"""SystemExit ends the scanner, and its other jobs are not done.

like: threads_only.py
fails: check-at-most-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most [like ../right/queues.py]
-            except BaseException as error:
+            except Exception as error:
