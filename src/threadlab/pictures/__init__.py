"""Drawings of events: lanes, tables, players, graphs; whether simulated or recorded."""
