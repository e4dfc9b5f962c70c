"""Amounts in a sentence: numbers, ordinals, percentages, money and quantities, with their bounds and ranges.

Put here: how a number, its unit, its sign and its bounds become one amount. Keep out: what the number is (`numerals`),
the unit (`units`) and the bound (`bounds`), what is counted and claimed (`claims`).
"""

from __future__ import annotations

from dataclasses import dataclass

from models.claim import Comparator
from models.language.bounds import bounds, comparator_after, comparator_before, opens_with_and
from models.language.digits import slashed
from models.language.lexicon import Reading, Sentence, Token, mask
from models.language.mention import Mention, MentionKind
from models.language.numerals import (
    STARTING,
    Numeral,
    after_bracket,
    counts_nothing,
    is_definite,
    is_joined,
    ordinal_by_place,
    read_numeral,
    starts_number,
)
from models.language.units import Unit, read_unit, sign_before

_DASHES = frozenset("-–—‐‑−~")
_MINUS = frozenset("-−–")
_OPENING = frozenset('(«“"')
_GENITIVES_WITHIN = 3
_PROCLITICS = frozenset("وفبلك")
_COUNTED_BY = ("head", "unit", "currency", "percent", "scale", "number", "fraction", "period", "measure")
_NUMBERED_WITHIN = 3
_NUMBERED_NOISE = ("law", "street", "channel", "model")
_LONGEST = 15
_TELEPHONE = 7
_MEASURED = (MentionKind.MONEY, MentionKind.QUANTITY)
_NOUNS = mask("head", "unit", "currency")
_BEGINS = STARTING | _NOUNS
_IN_UNITS = mask("unit", "currency", "percent", "narrows", "issues")
_BARE = Unit()


@dataclass(slots=True)
class _Amount:
    """A number with its unit: tokens `first` to `last` (exclusive), `value` in the base unit."""

    numeral: Numeral
    first: int
    last: int
    unit: Unit
    value: float


def find_amounts(sentence: Sentence) -> list[Mention]:
    """The amounts of a sentence, in order; no two share a token."""
    tokens = sentence.tokens
    found: list[Mention] = []
    free = 0
    for index in sentence.having(_BEGINS):
        if index < free:
            continue
        mention = _amount(tokens, index, free) or _said_by_the_noun(tokens, index, free)
        if mention is None:
            continue
        whole = _both_bounds(tokens, found[-1], mention) if found else None
        if whole is None:
            found.append(mention)
        else:
            found[-1] = whole
        free = mention.last
    return found


def _amount(tokens: list[Token], index: int, free: int) -> Mention | None:
    """The amount whose number begins at the token; the tokens before `free` are taken."""
    amount = _read(tokens, index, free) if starts_number(tokens[index]) else None
    if amount is None:
        return None
    if amount.numeral.ordinal:
        return _mention(tokens, amount, amount.value, amount.value)
    whole = _range(tokens, amount)
    if whole is not None:
        return whole
    comparator, first = comparator_before(tokens, amount.first, free)
    if amount.numeral.vague is not None:
        low, high = (bound * amount.unit.factor for bound in amount.numeral.vague)
        amount.first = first
        return _mention(tokens, amount, low, None if bounds(0, comparator)[1] is None else high, Comparator.VAGUE)
    if comparator in (None, Comparator.BETWEEN, Comparator.APPROX):
        after, amount.last = comparator_after(tokens, amount.last)
        if comparator is Comparator.BETWEEN:
            comparator, first = None, amount.first
        comparator = after or comparator
    amount.first = first
    return _mention(tokens, amount, *bounds(amount.value, comparator), comparator or Comparator.EXACT)


def _read(tokens: list[Token], index: int, free: int) -> _Amount | None:
    """The number that begins at the token, with its unit, the parts that follow, and its sign."""
    amount = _read_plainly(tokens, index, free)
    if amount is not None and not amount.numeral.ordinal and amount.numeral.vague is None:
        _add_parts(tokens, amount)
        _add_sign(tokens, amount, free)
    return amount


def _read_plainly(tokens: list[Token], index: int, free: int) -> _Amount | None:
    """The number that begins at the token, with its unit; None for a number that is part of a name or a telephone."""
    if _belongs_to_a_name(tokens, index):
        return None
    numeral = read_numeral(tokens, index)
    if numeral is None or numeral.last <= index:
        return None
    numeral = ordinal_by_place(tokens, numeral) or numeral
    if numeral.ordinal:
        return _Amount(numeral, index, numeral.last, Unit(MentionKind.ORDINAL), numeral.value)
    unit, first, last = _unit_of(tokens, numeral, free)
    return _Amount(numeral, first, last, unit, _exact(numeral.value * unit.factor))


def _unit_of(tokens: list[Token], numeral: Numeral, free: int) -> tuple[Unit, int, int]:
    """The unit before or behind a number, and where the amount begins and ends."""
    first, last = numeral.first, numeral.last
    sign = sign_before(tokens, first) if first > free else None
    found = read_unit(tokens, last)
    if sign is not None:
        # "$5 million US dollars", "€ 3 يورو": said twice.
        return (sign, first - 1, found[1]) if found and sign.same_as(found[0]) else (sign, first - 1, last)
    closed = after_bracket(tokens, first, last)
    if found is None and closed > last:
        found = read_unit(tokens, closed)
    if found is None and last < len(tokens) and _leads_to_unit(tokens[last], numeral):
        found = read_unit(tokens, last + 1)
    last = last if found is None else found[1]
    first -= free < first and after_bracket(tokens, first, first + 1) in range(first + 2, last + 1)
    return _BARE if found is None else found[0], first, last


def _leads_to_unit(token: Token, numeral: Numeral) -> bool:
    """Whether a unit may follow over the token: مليون من الدولارات, a 50-kilometre road, half a litre."""
    if token.tags.get("preposition") in ("of", "from") or token.text in _DASHES:
        return True
    return numeral.value < 1 and "article" in token.tags


def _exact(value: float) -> float:
    """The value without the noise that a factor such as 0.01 leaves in the last digits."""
    return float(f"{value:.15g}")


def _add_parts(tokens: list[Token], amount: _Amount) -> None:
    """Add what follows in parts of the unit: خمسة دولارات ونصف, عشرون دولارا وخمسون سنتا."""
    if amount.unit.kind not in _MEASURED:
        return
    part = _part_after(tokens, amount.last, amount.unit)
    if part is not None:
        amount.value = _exact(amount.value + part[0] * amount.numeral.scale * amount.unit.factor)
        amount.last = part[1]
        return
    at = amount.last
    joined = at < len(tokens) and tokens[at].tags.get("joins") == "and"
    at += joined
    if at >= len(tokens) or not (joined or is_joined(tokens[at]) or tokens[at].kind == "number"):
        return
    small = _read_plainly(tokens, at, at) if starts_number(tokens[at]) else None
    if small is not None and small.unit.factor < amount.unit.factor and amount.unit.same_as(small.unit):
        amount.value, amount.last = _exact(amount.value + small.value), small.last


def _part_after(tokens: list[Token], at: int, unit: Unit) -> tuple[float, int] | None:
    """A half or a quarter of the unit just named, and the index after it."""
    joined = at < len(tokens) and tokens[at].tags.get("joins") == "and"
    at += joined
    at += joined and at < len(tokens) and "article" in tokens[at].tags
    if at >= len(tokens) or not (joined or is_joined(tokens[at])):
        return None
    tags = tokens[at].tags
    if "fraction" not in tags or any(tag in tags for tag in ("number", "ordinal", "parts")):
        return None
    last = at + 1
    again = read_unit(tokens, last)
    if again is not None and unit.same_as(again[0]) and is_definite(tokens[last]):
        return float(tags["fraction"]), again[1]
    return (float(tags["fraction"]), last) if counts_nothing(tokens, last) else None


def _add_sign(tokens: list[Token], amount: _Amount, free: int) -> None:
    """Make an amount negative that has minus before it or `below zero` behind it."""
    after = tokens[amount.last].word.reading("negative") if amount.last < len(tokens) else None
    if after is not None and "after" in after.tags:
        amount.last += 1
        if amount.unit is _BARE:
            amount.unit = Unit(MentionKind.QUANTITY, after.tags["unit"])
    elif amount.first > free and _is_minus(tokens, amount):
        amount.first -= 1
    else:
        return
    amount.value = -amount.value


def _is_minus(tokens: list[Token], amount: _Amount) -> bool:
    """Whether the token before is a minus, no hyphen (إف-16, 10-12) and no bullet of a list (-15 قتيلا)."""
    at = amount.first - 1
    sign = tokens[at]
    if "negative" in sign.tags and "after" not in sign.tags:
        return True
    if sign.text not in _MINUS or sign.end != tokens[amount.first].start:
        return False
    before = tokens[at - 1] if at else None
    if before is not None:
        if before.kind == "number" or (before.kind == "word" and before.end == sign.start) or "percent" in before.tags:
            return False
        if before.kind == "word" and amount.unit is _BARE and not _introduces(before):
            return False
    follows = tokens[amount.last].tags if amount.last < len(tokens) else {}
    return "head" not in follows and "measure" not in follows


def _introduces(token: Token) -> bool:
    """Whether a number is expected after the word, so that a dash before it is a minus (إلى -14) and no dash."""
    return any(tag in token.tags for tag in ("preposition", "comparator", "joins", "auxiliary"))


def _belongs_to_a_name(tokens: list[Token], index: int) -> bool:
    """Whether digits are glued to letters (إف-16), number a law, are a clock time (3:30) or a telephone number."""
    token = tokens[index]
    if token.kind != "number":
        return False
    before = tokens[index - 1] if index else None
    if before is not None and before.end == token.start and _names(tokens, index):
        return True
    if before is not None and _is_numbered(tokens, index):
        return True
    if slashed(tokens, index) is not None:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.start == token.end and after.text in ":/":
        return index + 2 < len(tokens) and tokens[index + 2].kind == "number" and tokens[index + 2].start == after.end
    digits = sum(letter.isdigit() for letter in token.form)
    return digits > _LONGEST or (digits >= _TELEPHONE and token.form.startswith("0") and token.form.isdigit())


def _names(tokens: list[Token], index: int) -> bool:
    """Whether what touches digits from before makes them part of a name, an address or a telephone number."""
    before = tokens[index - 1]
    if before.kind == "word":
        one_letter = len(before.form) == 1 and before.form not in _PROCLITICS
        return one_letter or (before.text.isascii() and sign_before(tokens, index) is None)
    if before.text == "+":
        follows = index + 1 < len(tokens) and tokens[index + 1].kind == "number"
        return follows or (tokens[index].form.isdigit() and len(tokens[index].form) >= _TELEPHONE)
    if before.text in "#@":
        return True
    touches = index > 1 and tokens[index - 2].end == before.start
    if not touches or before.text not in _DASHES | {":", "/", "_"}:
        return False
    return tokens[index - 2].kind == "word" or before.text in ":/_"


def _is_numbered(tokens: list[Token], index: int) -> bool:
    """Whether digits that count nothing are the number of a thing before them (قرار مجلس الأمن 2254, Highway 80)."""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None:
        described = after.text.isascii() or after.form.startswith("ال") or counts_nothing(tokens, index + 1)
        if not described or any(tag in after.tags for tag in _COUNTED_BY):
            return False
    for token in reversed(tokens[max(0, index - _NUMBERED_WITHIN) : index]):
        if "numbered" in token.tags or token.tags.get("noise") in _NUMBERED_NOISE:
            return True
        if token.kind != "word" or "preposition" in token.tags or any(r.aspect for r in token.word.readings):
            return False
    return False


def _range(tokens: list[Token], amount: _Amount) -> Mention | None:
    """The range that the amount begins: between 5 and 7, من 15 إلى 20 ألفا."""
    second = None if amount.numeral.vague is not None else _range_end(tokens, amount)
    if second is None:
        return None
    low = amount.value
    if amount.unit is _BARE:
        low *= second.unit.factor
    scale = second.numeral.scale
    if scale > 1 and amount.numeral.scale == 1 and low * scale < second.value:
        low *= scale
    whole = _Amount(amount.numeral, _range_begin(tokens, amount.first), second.last, second.unit, low)
    return _mention(tokens, whole, low, second.value, Comparator.BETWEEN) if low <= second.value else None


def _range_begin(tokens: list[Token], first: int) -> int:
    """Where a range begins: at من, بين, between, from right before its first number."""
    return first - 1 if first and (_is_between(tokens[first - 1]) or _is_from(tokens[first - 1])) else first


def _is_between(token: Token) -> bool:
    return token.tags.get("comparator") == "between" or token.tags.get("preposition") == "between"


def _is_from(token: Token) -> bool:
    return token.tags.get("preposition") == "from"


def _range_end(tokens: list[Token], amount: _Amount) -> _Amount | None:
    """The second number of a range: between 5 and 7, من 15 إلى 20, 10-12."""
    first, last = amount.first, amount.last
    if last >= len(tokens):
        return None
    joint, before = tokens[last], tokens[first - 1] if first else None
    if before is not None and _is_between(before):
        if joint.tags.get("joins") == "and":
            return _compatible(tokens, amount, last + 1)
        if opens_with_and(joint):
            return _compatible(tokens, amount, last)
    from_before = before is not None and _is_from(before)
    if from_before and any("li" in reading.proclitics for reading in joint.word.readings):
        return None if _changes(tokens, first) else _compatible(tokens, amount, last)
    to = joint.tags.get("joins") == "to" or joint.tags.get("preposition") == "to"
    if to or (from_before and joint.tags.get("timing") == "until"):
        return None if _changes(tokens, first) else _compatible(tokens, amount, last + 1)
    return _compatible(tokens, amount, last + 1) if _is_dashed(tokens, amount) else None


def _is_dashed(tokens: list[Token], amount: _Amount) -> bool:
    """Whether a dash between two numbers in digits follows, touching both or neither (20% -30% for all that)."""
    at = amount.last
    if tokens[at].text not in _DASHES or not amount.numeral.digits or at + 1 >= len(tokens):
        return False
    touches = (tokens[at - 1].end == tokens[at].start, tokens[at].end == tokens[at + 1].start)
    percent = amount.unit.kind is MentionKind.PERCENT
    return (touches[0] == touches[1] or percent) and tokens[at + 1].kind == "number"


def _compatible(tokens: list[Token], amount: _Amount, index: int) -> _Amount | None:
    """The amount at the index, if it can end a range that the first one begins: a larger one of the same unit."""
    start = index + (index < len(tokens) and "negative" in tokens[index].tags)
    start += start < len(tokens) and tokens[start].text in _MINUS
    start += start + 1 < len(tokens) and sign_before(tokens, start + 1) is not None
    if start >= len(tokens) or not starts_number(tokens[start]):
        return None
    second = _read(tokens, start, index)
    if second is None or second.numeral.ordinal or second.numeral.vague is not None:
        return None
    if amount.unit is _BARE:
        return second if second.value > amount.value * second.unit.factor else None
    if second.unit is _BARE and amount.first < amount.numeral.first and counts_nothing(tokens, second.last):
        # $2-3 billion: the sign holds for both.
        second.unit, second.value = amount.unit, _exact(second.value * amount.unit.factor)
    return second if second.value > amount.value and amount.unit.same_as(second.unit) else None


def _changes(tokens: list[Token], first: int) -> bool:
    """Whether a word of rise or fall stands before: then `from 10 to 12` is a change, not a range."""
    return any(
        token.tags.get("measure") in ("increase", "decrease") or token.tags.get("action") in ("increase", "reduce")
        for token in tokens[max(0, first - 8) : first]
    )


def _both_bounds(tokens: list[Token], first: Mention, second: Mention) -> Mention | None:
    """The range that a lower and an upper bound make where only `and` stands between (أكثر من 20 وأقل من 30)."""
    between = tokens[first.last : second.first]
    joined = [token.tags.get("joins") for token in between] == ["and"] or (
        not between and opens_with_and(tokens[second.first])
    )
    lower, upper = (second, first) if first.low is None else (first, second)
    if not joined or lower.low is None or lower.high is not None or upper.high is None or upper.low is not None:
        return None
    comparable = first.kind in (MentionKind.NUMBER, second.kind) and first.unit in (None, second.unit)
    if lower.low >= upper.high or not comparable or first.currency not in (None, second.currency):
        return None
    whole = Mention(second.kind, first.start, second.end, first.first, second.last, lower.low, upper.high)
    whole.comparator = Comparator.BETWEEN
    whole.unit, whole.currency, whole.per = second.unit, second.currency, second.per
    return whole


def _said_by_the_noun(tokens: list[Token], index: int, free: int) -> Mention | None:
    """Two, said by a noun's form (جنديان، ليرتان), one, said after it (جندي واحد), or one and a part (لتر ونصف)."""
    token = tokens[index]
    if not token.word.mask & _NOUNS:
        return None
    reading = next((r for tag in ("head", "unit", "currency") if (r := token.word.reading(tag)) is not None), None)
    if reading is not None and reading.entry.grammar == "phrase" and _is_dual_phrase(token):
        return _counted(tokens, index, index + 1, free, _BARE, 2.0)
    if reading is None or reading.entry.grammar != "noun" or "al" in reading.proclitics or reading.enclitic is not None:
        return None
    unit, last = (token.word.mask & _IN_UNITS and read_unit(tokens, index)) or (_BARE, index + 1)
    value = 2.0
    if reading.number == "sg":
        part = None if unit is _BARE else _part_after(tokens, last, unit)
        if part is not None:
            value, last = 1.0 + part[0], part[1]
        elif last < len(tokens) and _is_bare(tokens[last], 1):
            value, last = 1.0, last + 1
        else:
            return None
    elif not _is_dual(tokens, index, reading):
        return None
    elif last < len(tokens) and _is_bare(tokens[last], 2):
        # عنصرين اثنين: said twice.
        last += 1
    return _counted(tokens, index, last, free, unit, value)


def _is_dual_phrase(token: Token) -> bool:
    """Whether the words of a phrase say two (طائرتين مسيرتين, غارتان جويتان)."""
    first, *rest = token.form.split()
    return first.endswith(("تين", "تان")) and bool(rest) and rest[0].endswith(("تين", "تان"))


def _is_dual(tokens: list[Token], index: int, reading: Reading) -> bool:
    """Whether a noun's form can only say two.

    One that has lost its ن says two of things (وزارتي الداخلية والدفاع), or after ت of any noun; else it is more often
    an adjective (وطني, شخصي) or mine (سيارتي الجديدة).
    """
    if any(r.number != "du" for r in tokens[index].word.readings if r.entry is reading.entry):
        return False
    if not reading.construct:
        return True
    following = tokens[index + 1 : index + 1 + _GENITIVES_WITHIN]
    if not following or (following[0].kind == "mark" and following[0].text not in _OPENING):
        return False
    if reading.gender == "f" and not counts_nothing(tokens, index + 1) and not following[0].form.startswith("ال"):
        return True
    return any(token.form.startswith("و") for token in following[1:])


def _is_bare(token: Token, number: int) -> bool:
    """Whether a token is this number word, with nothing attached."""
    reading = token.word.reading("number")
    return reading is not None and reading.tags["number"] == number and not reading.proclitics


def _counted(tokens: list[Token], index: int, last: int, free: int, unit: Unit, value: float) -> Mention:
    """The mention of a noun that carries its number itself."""
    numeral = Numeral(value, index, index + 1)
    amount = _Amount(numeral, index, last, unit, _exact(value * unit.factor))
    if unit is not _BARE and value == 2:
        _add_parts(tokens, amount)
    _add_sign(tokens, amount, free)
    comparator, amount.first = comparator_before(tokens, amount.first, free)
    mention = _mention(tokens, amount, *bounds(amount.value, comparator), comparator or Comparator.EXACT)
    mention.counted = index
    return mention


def _closed(tokens: list[Token], first: int, last: int) -> int:
    """The index after an amount together with the bracket that closes one opened in it: أكثر من (60)."""
    opened = [tokens[index].text for index in range(first, last)]
    return last + ("(" in opened and ")" not in opened and last < len(tokens) and tokens[last].text == ")")


def _mention(
    tokens: list[Token],
    amount: _Amount,
    low: float | None,
    high: float | None,
    comparator: Comparator = Comparator.EXACT,
) -> Mention:
    amount.last = _closed(tokens, amount.first, amount.last)
    start, end = tokens[amount.first].start, tokens[amount.last - 1].end
    mention = Mention(amount.unit.kind, start, end, amount.first, amount.last, low, high)
    mention.comparator = comparator
    mention.unit, mention.currency, mention.per = amount.unit.name, amount.unit.currency, amount.unit.per
    return mention
