"""With no scanner it waits for ever.

like: threads_only.py
fails: check-at-most-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most
def run_at_most(most, jobs):
    """Run the jobs, at most `most` at a time; return their results and errors by name."""
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
