"""value raises what is None.

like: threads_only.py
fails: check-helper-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% helper
class Helper(Thread):
    """A thread that keeps the result or the error of its job."""

    def __init__(self, name, job):
        super().__init__(name=name)
        self.job = job
        self.result = None
        self.error = None

    def run(self):
        try:
            self.result = self.job()
        except BaseException as error:
            self.error = error

    def value(self):
        """Wait for the end; return the result or raise the error."""
        self.join()
        if self.result is not None:
            return self.result
        raise self.error
