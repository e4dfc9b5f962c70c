"""Reports: one SELECT a file, described by the comment that it begins with.

Put here: SQL that answers a question of a reader. Keep out: SQL that writes, and how answers are shown (`tabular`).
A column named `quantity.low` is the field `low` of the object `quantity` in JSON; an object without a value is null.
"""
