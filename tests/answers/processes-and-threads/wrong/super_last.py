"""Thread.__init__ comes last, when the name has been set: that raises.

like: threads_only.py
fails: check-helper check-helper-error check-helper-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% helper
class Helper(Thread):
    """A thread that keeps the result or the error of its job."""

    def __init__(self, name, job):
        self.name = name
        self.job = job
        self.result = None
        self.error = None
        super().__init__()

    def run(self):
        try:
            self.result = self.job()
        except BaseException as error:
            self.error = error

    def value(self):
        """Wait for the end; return the result or raise the error."""
        self.join()
        if self.error is not None:
            raise self.error
        return self.result
