"""The threads look at the loop’s variables when they run, not when they are made.

like: threads_only.py
fails: check-run-named check-run-named-error check-run-named-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% run-named
def run_named(jobs):
    results, errors, threads = {}, {}, []
    for name, job in jobs.items():
        def work():
            try:
                results[name] = job()
            except BaseException as error:
                errors[name] = error
        threads.append(Thread(target=work, name=name))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return results, errors
