"""Nothing was answered.

fails: check-terms-one check-terms-two check-terms-three check-terms-four check-outputs-a check-outputs-b check-outputs-c check-outputs-d check-outputs-e check-stuck check-miscounted check-verdicts-one check-verdicts-two check-verdicts-three check-verdicts-four check-tools-one check-tools-two check-tools-three
"""
