"""Mentions and acts to claims: who says that how many of what, or that what is done by when.

`clauses` cuts a sentence where one statement ends and the next begins; `nouns` reads what is counted or acts;
`speakers` finds whose words they are; `numeric` and `policy` make the claims. Put here: rules that read both languages
through the lexicon's tags. Keep out: words and spellings.
"""
