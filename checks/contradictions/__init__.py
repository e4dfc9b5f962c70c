"""The checks whose offenders are disputes: accounts of one thing at one time that cannot both hold.

The linker says which clusters of claims speak of one thing (`contradicts`); the checks here verify the hard facts over
Postgres ranges, keep on each side the claims that exclude all of the other side, and weigh the dispute. A file is one
check: which claims `a` and `b` exclude each other (`conflict`), when that is a large matter (`large`), who speaks.
`accounts.sql` is the frame around them. Put here: rules over accounts. Keep out: what is comparable (`models.linking`).
"""
