"""The pages that show what the checks found, readable with no network.

Put here: our page of checks and offenders, and Great Expectations' own pages made to stand alone. Keep out: running
checks. The pages need no other host: styles are inlined or lie beside them, and scripts are left out.
"""
