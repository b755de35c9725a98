"""Handed in as it was fetched.

fails: check-accounts check-accounts-hidden check-auditor check-cart check-carts check-checkout check-checkout-hidden check-checkouts check-cut-off check-dispensers check-in-and-out check-jam check-jams check-last-piece check-log check-opened-twice check-recompute check-recompute-hidden check-refusals check-restart check-save check-save-meanwhile check-transfer check-transfer-hidden check-transfers check-two-deposits check-withdrawals
"""
