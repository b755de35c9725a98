"""SystemExit is no Exception, and ends the helper unseen.

like: threads_only.py
fails: check-helper-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% helper [changed]
-        except BaseException as error:
+        except Exception as error:
