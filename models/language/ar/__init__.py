"""Arabic: the lexicon's lines (`lexicon/*.yaml`) and the morphology that inflects them.

Put here: what only Arabic has. Keep out: rules that English shares.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from models.language.ar.morphology import Morphology, split_proclitics
from models.language.lexicon import Language, load_entries

LEXICON = Path(__file__).parent / "lexicon"


@cache
def language() -> Language:
    """The Arabic lexicon at work, loaded once a process."""
    entries = load_entries(LEXICON)
    return Language("ar", entries, Morphology(entries).readings, split_proclitics)
