"""Only the tasks with threads were done.

fails: check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% outputs
outputs_a = {"abm", "amb", "bam", "bma", "mab", "mba"}
outputs_b = {"abm", "bam", "bma"}
outputs_c = {"am"}
outputs_d = {"abm", "bam", "amb"}
outputs_e = {"ppxm"}
outputs_f = {"pym", "pmy"}

# %% run-named
def run_named(jobs):
    """Run each job in a thread of its own with its name; return results and errors by name."""
    results, errors = {}, {}

    def work(name, job):
        try:
            results[name] = job()
        except BaseException as error:
            errors[name] = error

    threads = [Thread(target=work, args=item, name=item[0]) for item in jobs.items()]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, errors

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
        if self.error is not None:
            raise self.error
        return self.result

# %% at-most
def run_at_most(most, jobs):
    """Run the jobs, at most `most` at a time; return their results and errors by name."""
    if most < 1:
        raise ValueError("there must be a scanner")
    results, errors, free = {}, {}, Semaphore(most)

    def work(name, job):
        try:
            results[name] = job()
        except BaseException as error:
            errors[name] = error
        free.release()

    threads = []
    for item in jobs.items():
        free.acquire()
        threads.append(Thread(target=work, args=item))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return results, errors
