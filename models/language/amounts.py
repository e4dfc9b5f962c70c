"""Amounts in a sentence: numbers, ordinals, percentages, money and quantities, with their bounds and ranges.

Put here: what stands around a number and makes it an amount. Keep out: what the number is (`numerals`), what is
counted and claimed (`claims`).
"""

from __future__ import annotations

from dataclasses import dataclass

from models.claim import Comparator
from models.language.lexicon import Reading, Sentence, Token
from models.language.mention import Mention, MentionKind
from models.language.numerals import Numeral, read_numeral

_STARTING = ("number", "scale", "fraction", "vague", "ordinal", "one_of")
_DASHES = frozenset("-–—‐‑−")
_UNIT_WITHIN = 2
_AFTER_WITHIN = 3
_LONGEST = 15


@dataclass(slots=True)
class _Amount:
    """A number with its unit: tokens `first` to `last` (exclusive)."""

    numeral: Numeral
    first: int
    last: int
    kind: MentionKind
    unit: str | None = None
    currency: str | None = None
    factor: float = 1.0

    @property
    def value(self) -> float:
        """The value in the unit."""
        return self.numeral.value * self.factor


def find_amounts(sentence: Sentence) -> list[Mention]:
    """The amounts of a sentence, in order; no two share a token."""
    tokens = sentence.tokens
    found: list[Mention] = []
    index = 0
    while index < len(tokens):
        token = tokens[index]
        mention = None
        if token.kind == "number" or (token.tags and any(tag in token.tags for tag in _STARTING)):
            mention = _amount(tokens, index)
        if mention is None and token.tags:
            mention = _dual(tokens, index)
        if mention is None:
            index += 1
        else:
            found.append(mention)
            index = mention.last
    return found


def _amount(tokens: list[Token], index: int) -> Mention | None:
    amount = _read(tokens, index)
    if amount is None:
        return None
    numeral = amount.numeral
    if numeral.ordinal:
        return _mention(tokens, amount, numeral.value, numeral.value, Comparator.EXACT)
    second = _range_end(tokens, amount)
    if second is not None:
        low, high = amount.value, second.value
        if second.numeral.scale > 1 and numeral.scale == 1 and low * second.numeral.scale < high:
            low *= second.numeral.scale
        whole = _Amount(
            numeral, _range_begin(tokens, amount.first), second.last, second.kind, second.unit, second.currency
        )
        if low <= high:
            return _mention(tokens, whole, low, high, Comparator.BETWEEN)
    if numeral.vague is not None:
        least: float | None
        most: float | None
        least, most = numeral.vague
        comparator, amount.first = _comparator_before(tokens, amount.first)
        if comparator in (Comparator.MORE_THAN, Comparator.AT_LEAST):
            most = None
        return _mention(tokens, amount, least, most, Comparator.VAGUE)
    comparator, first = _comparator_before(tokens, amount.first)
    if comparator is None or comparator is Comparator.BETWEEN:
        comparator, amount.last = _comparator_after(tokens, amount.last)
    else:
        amount.first = first
    low_bound, high_bound = _bounds(amount.value, comparator)
    return _mention(tokens, amount, low_bound, high_bound, comparator or Comparator.EXACT)


def _read(tokens: list[Token], index: int) -> _Amount | None:
    """The number that begins at the token, with its unit; None for a number that is part of a name or a telephone."""
    if _belongs_to_a_name(tokens, index):
        return None
    numeral = read_numeral(tokens, index)
    if numeral is None or numeral.last <= index:
        return None
    if numeral.ordinal:
        return _Amount(numeral, index, numeral.last, MentionKind.ORDINAL)
    before = tokens[index - 1] if index else None
    if before is not None and "percent" in before.tags and before.kind == "mark":
        return _Amount(numeral, index - 1, numeral.last, MentionKind.PERCENT, "percent")
    if before is not None and "currency" in before.tags and (before.kind == "mark" or before.text.isupper()):
        after = numeral.last < len(tokens) and "currency" in tokens[numeral.last].tags
        return _Amount(numeral, index - 1, numeral.last + after, MentionKind.MONEY, None, _currency(tokens[index - 1]))
    for position in range(numeral.last, min(len(tokens), numeral.last + _UNIT_WITHIN)):
        tags = tokens[position].tags
        if "percent" in tags:
            return _Amount(numeral, index, position + 1, MentionKind.PERCENT, tags.get("unit", "percent"))
        if "currency" in tags:
            factor = float(tags.get("factor", 1))
            return _Amount(numeral, index, position + 1, MentionKind.MONEY, None, _currency(tokens[position]), factor)
        if "unit" in tags and "head" not in tags and "noise" not in tags:
            return _Amount(numeral, index, position + 1, MentionKind.QUANTITY, str(tags["unit"]))
        if tags.get("preposition") not in ("of", "from") and tokens[position].text not in _DASHES:
            break
    return _Amount(numeral, index, numeral.last, MentionKind.NUMBER)


def _belongs_to_a_name(tokens: list[Token], index: int) -> bool:
    """Whether digits are glued to letters (إف-16, F16), are a clock time (3:30) or a telephone number."""
    token = tokens[index]
    if token.kind != "number":
        return False
    before = tokens[index - 1] if index else None
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if before is not None and before.end == token.start:
        if before.kind == "word" and before.text.isascii():
            return True
        if (
            before.text in _DASHES | {":", "/", "+", "#", "_", "@"}
            and index > 1
            and tokens[index - 2].end == before.start
        ):
            return tokens[index - 2].kind == "word" or before.text in ":/_@#"
        if before.text in "+#@":
            return True
    if after is not None and after.start == token.end and after.text in ":/":
        return index + 2 < len(tokens) and tokens[index + 2].kind == "number" and tokens[index + 2].start == after.end
    digits = sum(letter.isdigit() for letter in token.form)
    return digits > _LONGEST or (digits >= 7 and token.form.startswith("0"))


def _currency(token: Token) -> str:
    return str(token.tags["currency"])


def _range_begin(tokens: list[Token], first: int) -> int:
    """Where a range begins: at من, بين, between, from right before its first number."""
    if first and (
        tokens[first - 1].tags.get("comparator") == "between"
        or tokens[first - 1].tags.get("preposition") in ("from", "between")
    ):
        return first - 1
    return first


def _range_end(tokens: list[Token], amount: _Amount) -> _Amount | None:
    """The second number of a range: between 5 and 7, من 15 إلى 20, 10-12."""
    first, last = amount.first, amount.last
    if last + 1 > len(tokens) - 1 and not (last < len(tokens) and _opens_with_and(tokens[last])):
        return None
    before = tokens[first - 1].tags if first else {}
    between = before.get("comparator") == "between" or before.get("preposition") == "between"
    joint = tokens[last]
    if between and _opens_with_and(joint) and any(tag in joint.tags for tag in _STARTING):
        return _compatible(tokens, amount, last)
    if between and joint.tags.get("joins") == "and":
        return _compatible(tokens, amount, last + 1)
    if joint.tags.get("joins") == "to" or joint.tags.get("preposition") == "to":
        return None if _changes(tokens, first) else _compatible(tokens, amount, last + 1)
    dashed = joint.kind == "mark" and joint.text in _DASHES and amount.numeral.digits
    if dashed and tokens[last - 1].end == joint.start and tokens[last + 1].start == joint.end:
        return _compatible(tokens, amount, last + 1)
    return None


def _compatible(tokens: list[Token], amount: _Amount, index: int) -> _Amount | None:
    """The amount at the index, if it can end a range that the first one begins: a larger one of the same unit."""
    if index >= len(tokens) or not (
        tokens[index].kind == "number" or any(tag in tokens[index].tags for tag in _STARTING)
    ):
        return None
    second = _read(tokens, index)
    if second is None or second.numeral.ordinal or second.numeral.vague is not None:
        return None
    same = amount.kind is MentionKind.NUMBER or (amount.kind, amount.unit) == (second.kind, second.unit)
    return second if same and second.value > amount.value else None


def _changes(tokens: list[Token], first: int) -> bool:
    """Whether a word of rise or fall stands before: then `from 10 to 12` is a change, not a range."""
    return any(
        token.tags.get("measure") in ("increase", "decrease") or token.tags.get("action") in ("increase", "reduce")
        for token in tokens[max(0, first - 8) : first]
    )


def _opens_with_and(token: Token) -> bool:
    return any("and" in reading.proclitics for reading in token.word.readings)


def _comparator_before(tokens: list[Token], first: int) -> tuple[Comparator | None, int]:
    """The comparator right before an amount, over at most one word between (تجاوز عددهم 20), and where it begins."""
    for position in range(first - 1, max(-1, first - 3), -1):
        token = tokens[position]
        if token.kind == "mark" and token.text not in '«“"(':
            break
        for reading in token.word.readings:
            if "comparator" in reading.tags and "after" not in reading.tags:
                return Comparator(reading.tags["comparator"]), position
        if position == first - 1 and not _may_stand_between(token):
            break
    return None, first


def _may_stand_between(token: Token) -> bool:
    return "measure" in token.tags or token.tags.get("preposition") in ("about", "on", "to") or token.kind == "mark"


def _comparator_after(tokens: list[Token], last: int) -> tuple[Comparator | None, int]:
    """The comparator behind an amount, over the words that name what is counted (3 قتلى على الأقل)."""
    for position in range(last, min(len(tokens), last + _AFTER_WITHIN)):
        token = tokens[position]
        for reading in token.word.readings:
            if "after" in reading.tags and "comparator" in reading.tags:
                return Comparator(reading.tags["comparator"]), position + 1 if position == last else last
        if token.kind in ("mark", "number") or _opens_with_and(token):
            break
    return None, last


def _bounds(value: float, comparator: Comparator | None) -> tuple[float | None, float | None]:
    if comparator in (Comparator.AT_LEAST, Comparator.MORE_THAN):
        return value, None
    if comparator in (Comparator.AT_MOST, Comparator.LESS_THAN):
        return None, value
    return value, value


def _dual(tokens: list[Token], index: int) -> Mention | None:
    """Two, said by a noun's form (جنديان, مليارا دولار), and one, said after it (جندي واحد)."""
    token = tokens[index]
    reading = next((r for tag in ("head", "unit", "currency") if (r := token.word.reading(tag)) is not None), None)
    if reading is None or reading.entry.grammar != "noun" or "al" in reading.proclitics or reading.enclitic is not None:
        return None
    follows = tokens[index + 1] if index + 1 < len(tokens) else None
    if reading.number == "sg" and follows is not None and follows.tags.get("number") == 1 and _is_bare(follows):
        return _counted(tokens, index, index + 2, reading, 1.0)
    readings = [r for r in token.word.readings if r.entry is reading.entry]
    if any(r.number != "du" for r in readings):
        return None
    return _counted(tokens, index, index + 1, reading, 2.0)


def _is_bare(token: Token) -> bool:
    return all(not reading.proclitics for reading in token.word.readings)


def _counted(tokens: list[Token], first: int, last: int, reading: Reading, value: float) -> Mention:
    kind, unit, currency = MentionKind.NUMBER, None, None
    if "currency" in reading.tags:
        kind, currency = MentionKind.MONEY, str(reading.tags["currency"])
    elif "unit" in reading.tags and "head" not in reading.tags:
        kind, unit = MentionKind.QUANTITY, str(reading.tags["unit"])
    start, comparator_first = first, first
    comparator, comparator_first = _comparator_before(tokens, first)
    if comparator is not None:
        start = comparator_first
    low, high = _bounds(value, comparator)
    mention = Mention(kind, tokens[start].start, tokens[last - 1].end, start, last, low, high)
    mention.comparator = comparator or Comparator.EXACT
    mention.unit, mention.currency, mention.counted = unit, currency, first
    return mention


def _mention(
    tokens: list[Token], amount: _Amount, low: float | None, high: float | None, comparator: Comparator
) -> Mention:
    mention = Mention(
        amount.kind, tokens[amount.first].start, tokens[amount.last - 1].end, amount.first, amount.last, low, high
    )
    mention.comparator, mention.unit, mention.currency = comparator, amount.unit, amount.currency
    return mention
