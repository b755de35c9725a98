"""A thread for each form, however few clerks there are.

like: ../right/log_is_everything.py
fails: check-pile-hidden
"""
# %% work-off
def work_off(choose, forms, clerks):
    return at_terminals(*[lambda form=form: choose(*form) for form in forms])
