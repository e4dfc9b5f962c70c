"""The period that a time mention gives a claim, by the conventions of annotation.

Put here: which ends of a mention's days a claim keeps. Keep out: finding mentions.
"""

from __future__ import annotations

from models.claim import Period
from models.language.mention import Mention, MentionKind


def period_of(mention: Mention, text: str) -> Period:
    """The claim's period: a deadline has an end only, 'since' a start only, all else both; durations stay unresolved.

    `text` is the whole text that the mention's offsets point into.
    """
    words = text[mention.start : mention.end]
    if mention.kind is not MentionKind.DATE or not mention.resolved:
        return Period(None, None, words, resolved=False)
    since = None if mention.deadline else mention.since
    until = None if mention.open_end else mention.until
    return Period(since, until, words, resolved=since is not None or until is not None)
