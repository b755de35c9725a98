"""The job is called by the main thread, and a thread is made of what it returns.

like: threads_only.py
fails: check-run-named check-run-named-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% run-named
def run_named(jobs):
    results, errors = {}, {}
    for name, job in jobs.items():
        try:
            thread = Thread(target=results.update, args=({name: job()},), name=name)
            thread.start()
            thread.join()
        except BaseException as error:
            errors[name] = error
    return results, errors
