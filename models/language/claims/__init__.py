"""Mentions and acts to claims: who says that how many of what, or that what is done by when.

`clauses` cuts a sentence where one statement ends and the next begins; `nouns` reads what is counted or acts. `frames`
finds verbs of saying, `somebody` who stands at them, `speakers` whose words they are. `counting` finds what an amount
counts, `measuring` what it measures, `numeric` makes the claims. `standing` says how an act is meant, `acting` who does
it to what, `policy` makes the claims. Put here: rules that read both languages through the lexicon's tags. Keep out:
words and spellings.
"""
