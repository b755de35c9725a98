"""A school that there is not has an empty board.

like: ../right/log_is_everything.py
fails: check-choose-refused check-choose-hidden
"""
# %% registry [changed]
-        if not board:
-            raise NoSuchSchool(school)
