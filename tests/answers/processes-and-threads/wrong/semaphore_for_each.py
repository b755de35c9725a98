"""Each job makes a semaphore of its own.

like: threads_only.py
fails: check-at-most check-at-most-crowd check-at-most-hidden check-at-most-race-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most
def run_at_most(most, jobs):
    """Run the jobs, at most `most` at a time; return their results and errors by name."""
    if most < 1:
        raise ValueError("there must be a scanner")
    results, errors, free = {}, {}, Semaphore(most)

    def work(name, job):
        free = Semaphore(most)
        try:
            with free:
                results[name] = job()
        except BaseException as error:
            errors[name] = error

    threads = []
    for item in jobs.items():
        threads.append(Thread(target=work, args=item))
        threads[-1].start()
    for thread in threads:
        thread.join()
    return results, errors
