"""Whether two speakers are one voice: one person, or two who speak for one body.

Put here: for whom a speaker speaks. Keep out: likeness of names (`names`), who is quoted (`models.language`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from models.concepts import concepts
from models.language.claims.nouns import find_heads, read_noun_phrase
from models.language.extract import detect_language, language_of
from models.linking import names
from models.linking.linkable import LinkableClaim

_SPOKESMEN = frozenset({"spokesman", "spokeswoman"})


def one_voice(one: LinkableClaim, other: LinkableClaim) -> bool:
    """Whether both quote one speaker, or speakers of one body."""
    if not one.speaker or not other.speaker:
        return False
    return names.alike(one.speaker_name or "", other.speaker_name or "") or one_body(one, other) is not None


def one_body(one: LinkableClaim, other: LinkableClaim) -> str | None:
    """The body for which both speak: a ministry in whichever language, its spokesman."""
    mine, theirs = body(one), body(other)
    if mine is None or theirs is None:
        return None
    (head, *narrow), (other_head, *other_narrow) = mine.split("."), theirs.split(".")
    # A country may go without saying.
    extra = set(narrow) ^ set(other_narrow)
    one_sided = set(narrow) <= set(other_narrow) or set(other_narrow) <= set(narrow)
    kind = set(narrow) & set(other_narrow) - concepts().places.keys()
    return mine if head == other_head and kind and one_sided and extra <= concepts().places.keys() else None


def body(claim: LinkableClaim) -> str | None:
    """The institution for which a claim's speaker speaks, if it is named: not any ministry, nor any source."""
    if claim.speaker is None:
        return None
    return _body(claim.speaker, is_role=False) or (_body(claim.speaker_role, is_role=True) if claim.is_named else None)


@lru_cache(maxsize=1 << 14)
def _body(name: str | None, *, is_role: bool) -> str | None:
    """The one body that a speaker's name is, or that a spokesman's role names."""
    if name is None:
        return None
    bodies = dict.fromkeys(_institutions(name, is_role=is_role))
    return next(iter(bodies)) if len(bodies) == 1 else None


def _institutions(name: str, *, is_role: bool) -> Iterator[str]:
    for sentence in language_of(detect_language(name)).sentences(name):
        roles = {token.tags["role"] for token in sentence if "role" in token.tags}
        if (is_role and not roles & _SPOKESMEN) or (not is_role and roles):
            return
        for at in find_heads(sentence, 0, len(sentence)):
            phrase = read_noun_phrase(sentence, at, len(sentence))
            if concepts().heads[phrase.head].kind == "institution" and phrase.qualifiers:
                yield phrase.subject
