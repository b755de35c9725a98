"""A wave is waited for before the next one begins.

like: threads_only.py
fails: check-at-most-hidden check-meet check-meet-hidden check-worker check-worker-error check-worker-hidden check-worker-siblings-hidden check-run-all check-run-all-late check-run-all-hidden check-run-all-late-hidden check-run-all-start-hidden
"""
# %% at-most
def run_at_most(most, jobs):
    if most < 1:
        raise ValueError
    results, errors = {}, {}
    names = list(jobs)
    for first in range(0, len(names), most):
        some, wrong = run_named({name: jobs[name] for name in names[first:first + most]})
        results.update(some)
        errors.update(wrong)
    return results, errors
