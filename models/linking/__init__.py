"""Claims to links to clusters, by what the claims say.

The way: `blocking` names the keys under which comparable claims meet; `comparison` runs a table of `features` over
a pair and says how the two stand to each other, with a score and sentences; `clusters` puts claims together, within
what people decided (`decisions`); `copies` finds articles that are one text; `sources` counts the independent ones.
What a likeness is worth stands in `weights.yaml`, labelled pairs in `examples.yaml`. Put here: pure functions over
`LinkableClaim`. Keep out: reading text into claims (`models.language`), rows, SQL, progress.
"""
