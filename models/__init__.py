"""What we know: claims, the language that states them, and how they link.

Belongs here: pure functions and plain data. Does not belong here: Prefect, SQL being run, the clock, the network.
Nothing in this room imports `infra`, `checks` or `flows`.
"""
