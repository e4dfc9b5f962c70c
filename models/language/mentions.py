"""The mentions of a text: its amounts and its times, each with offsets, neither taken for the other.

Put here: the public way to what lies below claims. Keep out: how amounts and times are found.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from models.language.amounts import find_amounts
from models.language.extract import detect_language, language_of
from models.language.mention import Mention
from models.language.times import find_times


def mentions(text: str, reference_time: dt.datetime | None = None, lang: str | None = None) -> list[dict[str, Any]]:
    """The numbers, amounts, ordinals, dates and durations of a text, in order, as `tawatur mentions` writes them.

    Relative times are resolved against `reference_time`; `lang` is `ar` or `en`, found from the text where None.
    """
    language = language_of(lang or detect_language(text))
    found: list[Mention] = []
    for sentence in language.sentences(text):
        times = find_times(sentence, reference_time)
        timed = {index for time in times for index in range(time.first, time.last)}
        amounts = [amount for amount in find_amounts(sentence) if timed.isdisjoint(range(amount.first, amount.last))]
        found.extend(sorted([*times, *amounts], key=lambda mention: mention.start))
    return [mention.to_json(text) for mention in found]
