"""Mentions and acts to claims: who says that how many of what, or that what is done by when.

Who says it: `clauses` cuts a sentence where one statement ends and the next begins; `frames` finds verbs of saying,
`somebody` who stands at them, `turns` the answers of an interview, `speakers` whose words they are.

Numbers: `nouns` reads what is counted or acts, `counting` what an amount counts, `measuring` what it measures,
`telling` what it takes from the amount before it, `trifles` and `money` what says nothing, `topics` what an article is
about, `state` how it stands, `around` when and where; `numeric` makes the claims, `lengths` those of how long a
commitment lasts.

Acts: `asserting` says whether a word states an act, `governing` and `standing` how it is meant, `events` which acts a
noun alone states, `acting` who does it to what, `answering` whether anybody answers for it, `dismissing` what is no
policy whoever does it, `spanning` how far it reaches; `policy` makes the claims.

Put here: rules that read both languages through the lexicon's tags. Keep out: words and spellings.
"""
