"""Nothing was answered.

fails: check-drain check-drain-hidden check-hall check-hall-crowd check-hall-time check-hall-hidden check-hall-room-hidden check-errors check-errors-truck-hidden check-errors-hidden check-belt check-belt-waits check-belt-close check-belt-crowd-hidden check-belt-close-hidden check-belt-time-hidden check-joinable check-joinable-time check-joinable-hidden check-joinable-again-hidden check-depot check-depot-together-hidden check-depot-hidden
"""
