"""A truck that breaks down is not thought of.

like: ../right/sentinels_and_conditions.py
fails: check-errors-truck-hidden
"""
# %% run-hall-safely [changed]
-    run_hall([unload_safely(truck) for truck in trucks], work_safely, sorters, room)
+    run_hall(trucks, work_safely, sorters, room)
