"""Handed in as it was fetched.

fails: check-run-all check-run-all-hidden check-office check-office-crowd check-office-hidden check-print check-print-hidden check-refund check-refund-error check-refund-hidden check-transfer check-transfer-hidden check-transfer-refund check-schedule check-schedule-hidden
"""
