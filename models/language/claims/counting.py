"""What an amount counts: the noun that carries it, that follows it, or that was named before it.

Put here: amounts with their counted nouns, and the single one that a noun alone says. Keep out: what is measured
(`measuring`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from models.concepts import concepts
from models.language.claims.clauses import aspect, is_break, is_finite_verb
from models.language.claims.nouns import NounPhrase, find_heads, is_joined, read_noun_phrase
from models.language.claims.statement import Statement
from models.language.lexicon import Sentence, Token, mask
from models.language.mention import Mention, MentionKind

_NAMED_WITHIN = 3
_COUNTED_WITHIN = 4
_MEANT_BY_COUNTS = (
    "head",
    "measure",
    "other",
    "among",
    "preposition",
    "unit",
    "counted_as",
    "qualifier",
    "period",
    "number",
)
_MEASURE = mask("measure")
# What happens to persons, and is counted also where a noun alone says that it was one.
SINGULAR_MEASURES = frozenset(
    {"killed", "injured", "arrested", "kidnapped", "rescued", "released", "missing", "surrendered", "executed"}
)
# Of one alone these are no news of desks, unless a number says one.
_NOT_OF_ONE = frozenset({"rescued", "missing", "released", "executed"})


@dataclass(slots=True)
class Count:
    """An amount on its way to a claim: the tokens `first` to `last` of its span, and what it counts.

    `unknown` is true where a noun that no lexicon knows stands right after the number.
    """

    mention: Mention
    first: int
    last: int
    phrase: NounPhrase | None
    unknown: bool = False


def counted(statement: Statement, mention: Mention) -> Count:
    """The noun that an amount counts: the noun that carries the number itself, or the first head after it."""
    sentence = statement.sentence
    if mention.counted is not None and "head" in sentence[mention.counted].tags:
        phrase = read_noun_phrase(sentence, mention.counted, len(sentence))
        return Count(mention, mention.first, max(mention.last, mention.counted + 1), phrase)
    if mention.kind is MentionKind.NUMBER:
        for index in range(mention.last, min(len(sentence), mention.last + _COUNTED_WITHIN)):
            token = sentence[index]
            tags = token.tags
            if statement.is_timed(index) or is_break(token) or token.kind == "number":
                break
            if "that" in tags or ("clause" in tags and "relative" not in tags):
                break
            if ("timing" in tags and "preposition" not in tags) or _is_other(sentence[index - 1]):
                break
            if _is_apart(token) and not (index == mention.last and _is_noun(sentence, index)):
                break
            if index == mention.last and (nationals := _nationals(statement, index)) is not None:
                return Count(mention, mention.first, index + 1, nationals)
            if index == mention.last and sentence[index - 1].kind == "number" and _is_definite(token):
                # An edition, a line, a group by its number (المهرجان الـ 17 الزائرين): nothing is counted.
                break
            if "head" in tags or ("measure" in tags and not is_joined(token)):
                if "head" not in tags:
                    if token.text.isascii() and index + 1 < len(sentence) and "head" in sentence[index + 1].tags:
                        # One dead soldier, three wounded officers.
                        continue
                    return Count(mention, mention.first, index + 1, None)
                phrase = read_noun_phrase(sentence, index, len(sentence))
                last = max(index + 1, phrase.at + 1)
                return Count(mention, mention.first, last, _whose_number(statement, mention, phrase))
            if is_joined(token) or tags.get("preposition", "of") not in ("of", "from"):
                break
            if not tags and not token.text.isascii() and "preposition" not in sentence[index - 1].tags:
                # What an Arabic number counts stands right after it.
                named = _named_before(statement, mention)
                return Count(mention, mention.first, mention.last, named, unknown=named is None)
        named = _named_before(statement, mention) or _the_group_before(statement, mention)
        if named is not None:
            return Count(mention, mention.first, mention.last, named)
    unknown = _counts_unknown(statement, mention) or _is_of_unknown(statement, mention)
    unknown = unknown or (mention.kind is MentionKind.NUMBER and names_nothing(statement, mention.last))
    return Count(mention, mention.first, mention.last, None, unknown=unknown)


def _counts_unknown(statement: Statement, mention: Mention) -> bool:
    """Whether an English word that no lexicon knows follows the number (the two sides)."""
    sentence = statement.sentence
    if mention.kind is not MentionKind.NUMBER or mention.last >= len(sentence):
        return False
    token = sentence[mention.last]
    return token.text.isascii() and token.kind == "word" and not token.tags and not token.word.capitalised


def _is_of_unknown(statement: Statement, mention: Mention) -> bool:
    """Whether a definite Arabic number is of the unknown noun before it (أطرافها الأربع)."""
    if mention.kind is not MentionKind.NUMBER or mention.first == 0:
        return False
    token, before = statement.sentence[mention.first], statement.sentence[mention.first - 1]
    return token.kind == "word" and _is_definite(token) and before.kind == "word" and not before.tags


def _the_group_before(statement: Statement, mention: Mention) -> NounPhrase | None:
    """The definite plural before its number (المخيمات الـ23)."""
    sentence = statement.sentence
    at = mention.first - 1
    at -= at > 0 and sentence[at].form in ("ال", "الـ")
    reading = sentence[at].word.reading("head") if at >= 0 else None
    if reading is None or "al" not in reading.proclitics or reading.number != "pl" or at == mention.first - 1:
        return None
    return NounPhrase(reading.tags["head"], at, at + 1, measure=reading.tags.get("measure"), at=at)


def _is_other(token: Token) -> bool:
    """Whether an Arabic word for others closes what is counted (5 آخرون من عائلة)."""
    return "other" in token.tags and not token.text.isascii()


def _is_noun(sentence: Sentence, index: int) -> bool:
    """Whether a word that is also a verb is a noun behind its number (27 attacks, 43 طالبا)."""
    token = sentence[index]
    reading = token.word.reading("head")
    if reading is None or reading.aspect is not None or reading.proclitics:
        return False
    in_row = index + 1 < len(sentence) and "head" in sentence[index + 1].tags
    return reading.number == "pl" or in_row or not token.text.isascii()


def _nationals(statement: Statement, index: int) -> NounPhrase | None:
    """People counted by their country alone: twelve Palestinians, 13 إسرائيليا, مقتل سوري."""
    sentence = statement.sentence
    token = sentence[index]
    reading = token.word.reading("qualifier")
    if (
        "counted_as" in token.tags
        and not token.word.proclitics
        and "al" not in (token.word.first.proclitics if token.word.first else ())
    ):
        phrase = NounPhrase(token.tags["counted_as"], index, index + 1, at=index)
        following = sentence[index + 1].tags if index + 1 < len(sentence) else {}
        if "qualifier" in following:
            phrase.qualifiers.add(following["qualifier"])
        return phrase
    if reading is None or "head" in token.tags or reading.tags["qualifier"] not in concepts().places:
        return None
    following = sentence[index + 1].tags if index + 1 < len(sentence) else {}
    if token.text.isascii():
        invariable = token.form.endswith(_INVARIABLE) and token.word.capitalised and _may_follow_nationals(following)
        if reading.number != "pl" and not invariable:
            return None
    elif reading.entry.grammar != "adj" or reading.gender == "f" or "al" in reading.proclitics:
        return None
    if "currency" in following or (token.text.isascii() and "head" in following):
        return None
    return NounPhrase("person", index, index + 1, {reading.tags["qualifier"]}, at=index)


def _clitics_of(token: Token) -> frozenset[str]:
    return frozenset() if token.word.first is None else token.word.first.proclitics


def _is_definite(token: Token) -> bool:
    readings = token.word.readings
    return bool(readings) and "al" in readings[0].proclitics


def _is_apart(token: Token) -> bool:
    """Whether what a number counts cannot stand here or farther on: a verb, a noun under a preposition (بانفجار)."""
    readings = token.word.readings
    clitics = token.word.proclitics | (readings[0].proclitics if readings else frozenset())
    return is_finite_verb(token) or bool(clitics & {"bi", "li"}) or "passive" in token.tags


def _named_before(statement: Statement, mention: Mention) -> NounPhrase | None:
    """What a bare number counts where it is named before it: عدد مراكز الاقتراع نحو 8500, the number of voters is 9."""
    sentence = statement.sentence
    first, _ = statement.clause(mention.first)
    for index in range(mention.first - 1, first - 1, -1):
        if "number_of" in sentence[index].tags:
            heads = find_heads(sentence, index + 1, min(index + 1 + _NAMED_WITHIN, mention.first))
            return read_noun_phrase(sentence, heads[0], mention.first) if heads else None
    return None


def _whose_number(statement: Statement, mention: Mention, phrase: NounPhrase) -> NounPhrase:
    """What is counted, by the fuller name before the number: the number of US forces in Iraq is 2,500 soldiers."""
    named = None if phrase.qualifiers else _named_before(statement, mention)
    if named is None or not named.qualifiers:
        return phrase
    heads = concepts().heads
    forces = heads[phrase.head].measure == heads[named.head].measure == "force_size"
    between = statement.sentence.tokens[named.last : mention.first]
    apart = any(token.kind == "number" or "clause" in token.tags for token in between)
    apart = apart or any(token.tags.get("timing") in ("after", "before", "since") for token in between)
    suffers = any(_is_of_toll(token) for token in statement.sentence.tokens[named.last : mention.last + _NAMED_WITHIN])
    return named if (forces or phrase.head == named.head) and not apart and not suffers else phrase


def _is_of_toll(token: Token) -> bool:
    """Whether a word says that somebody was hurt, taken or freed: of another number than of how many there are."""
    measure = token.tags.get("measure")
    return measure is not None and concepts().measures[measure].nature in ("toll", "event") and measure != "count"


def singulars(statement: Statement, counts: list[Count]) -> Iterator[Count]:
    """One, said by a noun alone after a word of toll or arrest: مقتل جندي, اعتقال أحد الإرهابيين, killed a soldier."""
    sentence = statement.sentence
    taken = {index for count in counts for index in range(count.first, count.last)}
    for index in sentence.having(_MEASURE):
        tags = sentence[index].tags
        if (
            tags["measure"] not in SINGULAR_MEASURES
            or tags["measure"] in _NOT_OF_ONE
            or "natural" in tags
            or index in taken
        ):
            continue
        if _is_negated(statement, index) or _may_happen(sentence, index):
            continue
        for noun in range(index + 1, min(len(sentence), index + 4)):
            tags = sentence[noun].tags
            ends = "none" in tags or ("measure" in tags and "head" not in tags)
            if noun in taken or is_break(sentence[noun]) or ends:
                break
            if noun > index + 1 and "bi" in sentence[noun - 1].word.proclitics | _clitics_of(sentence[noun - 1]):
                # القبض عليه وتوقيفه بمركز شرطة
                break
            one = _one_national(statement, noun, index)
            if one is not None:
                yield one
                break
            if "head" in tags:
                one_of = "one_of" in sentence[noun - 1].tags
                if one_of or _is_one(sentence[noun]):
                    first = noun - 1 if one_of or sentence[noun - 1].tags.get("article") == "a" else noun
                    mention = Mention(
                        MentionKind.NUMBER, sentence[first].start, sentence[noun].end, first, noun + 1, 1, 1
                    )
                    yield Count(mention, first, noun + 1, read_noun_phrase(sentence, noun, len(sentence)))
                break


def _one_national(statement: Statement, index: int, toll: int) -> Count | None:
    """One of a country, said by its adjective alone: مقتل فلسطيني, killed a Syrian."""
    sentence = statement.sentence
    token = sentence[index]
    reading = token.word.reading("qualifier")
    if reading is None or reading.number != "sg" or reading.proclitics or "place" in token.tags:
        return None
    english = token.text.isascii()
    if english and (sentence[index - 1].tags.get("article") != "a" or not token.word.capitalised):
        return None
    if not english and index != toll + 1:
        return None
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if english and following is not None and not _may_follow(following):
        return None
    first = index - 1 if english else index
    plural = NounPhrase("person", index, index + 1, {reading.tags["qualifier"]}, at=index)
    if reading.tags["qualifier"] not in concepts().places:
        return None
    mention = Mention(MentionKind.NUMBER, sentence[first].start, token.end, first, index + 1, 1, 1)
    return Count(mention, first, index + 1, plural)


def _may_follow_nationals(following: dict[str, Any]) -> bool:
    """Whether an English adjective that has no plural has counted people (1.4 million Sudanese have fled)."""
    return any(tag in following for tag in ("auxiliary", "measure", "action", "preposition", "relative", "clause"))


_INVARIABLE = ("ese", "sh", "ench", "iss")


def _may_follow(token: Token) -> bool:
    """Whether an English noun has ended before this token (a Syrian in Idlib; not a Syrian town)."""
    if token.kind != "word" or is_finite_verb(token):
        return True
    return any(tag in token.tags for tag in ("preposition", "joins", "clause", "auxiliary", "timing"))


def _is_negated(statement: Statement, index: int) -> bool:
    """Whether what a word of toll says has not happened: لم يقتل, denied killing."""
    before = statement.sentence.tokens[max(0, index - 2) : index]
    negated = any("negation" in token.tags or "denial" in token.tags for token in before)
    return negated or statement.source_at(index).verb in ("denied", "demanded", "asked")


def _may_happen(sentence: Sentence, index: int) -> bool:
    """Whether an Arabic verb after `that` says what may happen (أن يقتل شاب أباه), not what one has suffered."""
    open_to = index > 0 and "that" in sentence[index - 1].tags and not sentence[index].text.isascii()
    return open_to and aspect(sentence[index], "measure") == "present"


def _is_one(token: Token) -> bool:
    reading = token.word.reading("head")
    if reading is None or reading.number != "sg" or reading.entry.grammar != "noun":
        return False
    unit = concepts().heads[reading.tags["head"]].unit
    if reading.tags["head"] == "force":
        # أوقفت قوة من الجيش: it acts, and is no person.
        return False
    return unit == "person" and not reading.proclitics and reading.enclitic is None


def names_nothing(statement: Statement, index: int) -> bool:
    """Whether an Arabic noun that names nothing of ours stands behind a number (وثلاث غرف, 192 بلاغا)."""
    token = statement.sentence[index] if index < len(statement.sentence) else None
    reading = None if token is None or token.text.isascii() else token.word.first
    if token is None or reading is None or any(tag in token.tags for tag in _MEANT_BY_COUNTS):
        return False
    counted_one = reading.number == "sg" and any(tag in token.tags for tag in ("statement", "noise", "pastime"))
    return (reading.number == "pl" or counted_one) and not reading.proclitics and reading.aspect is None


def counts_others(statement: Statement, count: Count) -> bool:
    """Whether the number counts the same kind as the one before it: وإصابة 12 آخرين, and 12 others, وثلاثة جرحى."""
    sentence = statement.sentence
    if count.mention.kind is not MentionKind.NUMBER:
        return False
    following = sentence[count.last].tags if count.last < len(sentence) else {}
    if names_nothing(statement, count.last):
        return False
    inside = [sentence[index].tags for index in range(max(0, count.first - 1), count.last)]
    if any(tag in following for tag in ("other", "among")) or any(
        tag in tags for tags in inside for tag in ("measure", "other", "among")
    ):
        return True
    return is_joined(sentence[count.first]) and not any(is_break(token) for token in sentence.tokens[count.last :][:1])
