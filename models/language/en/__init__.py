"""English: the lexicon's lines (`lexicon/*.yaml`) and the full forms made of them.

Put here: what only English has. Keep out: rules that Arabic shares.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.language.en.morphology import FullForms, whole_word
from models.language.lexicon import Language, load_entries

LEXICON = Path(__file__).parent / "lexicon"


@cache
def language() -> Language:
    """The English lexicon at work, loaded once a process."""
    entries = load_entries(LEXICON)
    return Language("en", entries, FullForms(entries).readings, whole_word)
