"""What stands at the tokens of a sentence, as far as times are concerned.

Put here: looking at one word and the one after. Keep out: the shapes of dates (`reading`) and durations.
"""

from __future__ import annotations

from models.language.lexicon import Reading, Token
from models.language.numerals import Numeral, is_joined, read_numeral, starts_number

DASHES = "-–—‐‑−"
_COUNTED = ("head", "unit", "currency", "percent", "scale", "measure")


class Words:
    """The words of one sentence; indexes outside it hold nothing. `day_first` says how 3/4/2021 is meant."""

    def __init__(self, tokens: list[Token], day_first: bool) -> None:
        self.tokens = tokens
        self.day_first = day_first
        self._tags = [token.tags for token in tokens]
        self._length = len(tokens)
        self._numerals: dict[int, Numeral | None] = {}

    def tag(self, index: int, name: str) -> object | None:
        """The tag of the token, None outside the sentence."""
        return self._tags[index].get(name) if 0 <= index < self._length else None

    def timing(self, index: int) -> str | None:
        """How the word bounds the time after it; a preposition with a pronoun (فيها) bounds nothing."""
        if not (0 <= index < self._length and "timing" in self._tags[index]):
            return None
        reading = self.tokens[index].word.reading("timing")
        return None if reading is None or reading.enclitic is not None else str(reading.tags["timing"])

    def is_mark(self, index: int, marks: str | frozenset[str]) -> bool:
        """Whether one of these marks stands here."""
        return 0 <= index < len(self.tokens) and self.tokens[index].kind == "mark" and self.tokens[index].text in marks

    def numeral(self, index: int) -> Numeral | None:
        """The number in digits or words that begins here; not a vague one (dozens)."""
        if not 0 <= index < len(self.tokens) or not starts_number(self.tokens[index]):
            return None
        if index not in self._numerals:
            numeral = read_numeral(self.tokens, index)
            self._numerals[index] = None if numeral is None or getattr(numeral, "vague", None) is not None else numeral
        return self._numerals[index]

    def digits(self, index: int) -> int | None:
        """The value of a token of at most four plain digits."""
        if 0 <= index < len(self.tokens) and self.tokens[index].kind == "number":
            form = self.tokens[index].form
            if len(form) <= 4 and form.isdigit():
                return int(form)
        return None

    def joined(self, left: int, right: int) -> bool:
        """Whether two tokens touch."""
        return self.tokens[left].end == self.tokens[right].start

    def has_proclitic(self, index: int, proclitic: str) -> bool:
        """Whether a particle such as `and` is attached to the word."""
        if not 0 <= index < len(self.tokens):
            return False
        word = self.tokens[index].word
        return proclitic in word.proclitics or any(proclitic in reading.proclitics for reading in word.readings)

    def unit(self, index: int) -> tuple[str, Reading] | None:
        """The unit of time named here, with the reading that names it."""
        if not (0 <= index < self._length and "period" in self._tags[index]):
            return None
        reading = self.tokens[index].word.reading("period")
        return None if reading is None else (str(reading.tags["period"]), reading)

    def definite(self, index: int) -> bool:
        """Whether a noun has the article."""
        return self.articled(index) or self.tag(index - 1, "article") == "the"

    def articled(self, index: int) -> bool:
        """Whether a word has the Arabic article, also as the last of a phrase (في العام)."""
        return self.has_proclitic(index, "al") or (0 <= index < len(self.tokens) and " ال" in self.tokens[index].form)

    def is_era(self, index: int) -> bool:
        """Whether an era stands here; one such as the letter م must touch its number."""
        return not self.tag(index, "weak") or self.joined(index - 1, index)

    def begins_anew(self, index: int) -> bool:
        """Whether و is attached to a word, which then belongs to no date before it (الأحد والأسبوع المقبل)."""
        word = self.tokens[index].word
        attached = all("and" in reading.proclitics for reading in word.readings)
        return self.tokens[index].kind == "word" and bool(word.readings) and attached

    def has_joint(self, index: int) -> bool:
        """Whether 'and' stands here or is attached to the word."""
        return self.tag(index, "joins") == "and" or self.has_proclitic(index, "and")

    def dates(self, index: int) -> bool:
        """Whether a word such as الموافق or 'fiscal' goes with the date; مالية only behind its year."""
        return self.tag(index, "dated") is not None and (
            not self.is_adjective(index) or self.unit(index - 1) is not None
        )

    def names_day(self, index: int) -> bool:
        """Whether the word is 'day' (يوم), by which a date may be introduced."""
        unit = self.unit(index)
        return unit is not None and unit[0] == "day" and unit[1].number not in ("du", "pl")

    def repeats(self, index: int, count: int) -> bool:
        """Whether a word says again how many the unit before it is: شهر واحد, يومين اثنين; not with و (and one)."""
        said = self.numeral(index)
        alone = said is not None and said.value == count and not said.ordinal and said.last == index + 1
        return alone and self.tokens[index].kind == "word" and not is_joined(self.tokens[index])

    def ordinal(self, index: int) -> tuple[int, int] | None:
        """The ordinal that begins here, and the index after it."""
        numeral = self.numeral(index)
        if numeral is None or not numeral.ordinal or numeral.value != int(numeral.value):
            return None
        return int(numeral.value), numeral.last

    def leading_shift(self, index: int) -> tuple[int, int] | None:
        """'This', 'next', هذا before what it places."""
        shift = self.tag(index, "shift")
        return (shift, index + 1) if isinstance(shift, int) and self.unit(index) is None else None

    def shift(self, index: int) -> tuple[int, int] | None:
        """المقبل, الماضي, قبل الماضي, بعد القادم, هذا after what it places."""
        at = index
        if self.tag(at, "relative") and self.timing(at + 1) in ("before", "after"):
            at += 1
        timing = self.timing(at)
        if timing in ("before", "after"):
            shift = self.tag(at + 1, "shift")
            far = {"before": -1, "after": 1}[str(timing)]
            return (2 * far, at + 2) if shift == far else None
        shift = self.tag(at, "shift")
        if not isinstance(shift, int) or (self.unit(at + 1) is not None and not self.is_adjective(at)):
            return None
        if not self.is_adjective(at) and (self.tag(at + 1, "month") or self.tag(at + 1, "weekday") is not None):
            return None
        return shift, at + 1

    def is_adjective(self, index: int) -> bool:
        """Whether a word such as المقبل belongs to what stands before it (Arabic), not after it (هذا, next)."""
        return any(reading.entry.grammar == "adj" for reading in self.tokens[index].word.readings)

    def counts_several(self, at: int) -> bool:
        """Whether a plural follows that may be counted, not one thing of that day (the October 7 attack)."""
        return self.counts(at) and any(one.number == "pl" for one in self.tokens[at].word.readings)

    def counts(self, at: int) -> bool:
        """Whether what follows a number is a thing counted."""
        return any(self.tag(at, name) is not None for name in _COUNTED)
