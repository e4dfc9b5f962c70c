"""Text to claims, in Arabic and English.

The way: `text` cuts a text into sentences and tokens with exact offsets; `lexicon` gives each word its readings and
joins phrases; `amounts` and `times` find mentions (numbers, money, durations, dates …); `claims` turns mentions and
acts into claims. `ar/` and `en/` hold each language's words and morphology. Put here: what reads text. Keep out: what
compares claims (`models.linking`), and every side effect.
"""

from models.language.extract import EXTRACTOR, detect_language, extract
from models.language.mentions import mentions

__all__ = ["EXTRACTOR", "detect_language", "extract", "mentions"]
