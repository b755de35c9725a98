"""A whole class: jobs, workers, clusters, calibration."""
