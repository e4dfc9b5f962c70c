"""What a flag says, in English and in Arabic.

Put here: how figures, days, names and outlets become part of a sentence, and the words for that (`words.yaml`). Keep
out: the sentences themselves, which stand with their checks; names of concepts (`models/concepts.yaml`).
"""
