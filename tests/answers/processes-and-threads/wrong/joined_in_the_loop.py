"""Each thread is joined before the next one is started.

like: threads_only.py
fails: check-run-named-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
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
        thread.join()
    return results, errors
