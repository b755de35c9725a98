"""Thread.__init__ is not called.

like: threads_only.py
fails: check-helper check-helper-error check-helper-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% helper [changed]
-        super().__init__(name=name)
