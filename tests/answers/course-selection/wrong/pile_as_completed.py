"""The results come in the order in which the forms are done.

like: ../right/log_is_everything.py
fails: check-pile check-pile-hidden
"""
# %% work-off
from concurrent.futures import as_completed

def work_off(choose, forms, clerks):
    with ThreadPoolExecutor(clerks) as pool:
        return [each.result() for each in as_completed([pool.submit(said, choose, *form) for form in forms])]
