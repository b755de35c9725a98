"""Each ticket is asked before the next form is handed over: one clerk works.

like: ../right/log_is_everything.py
fails: check-pile-hidden
"""
# %% work-off
def work_off(choose, forms, clerks):
    with ThreadPoolExecutor(clerks) as pool:
        return [pool.submit(said, choose, *form).result() for form in forms]
