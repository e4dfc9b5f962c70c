"""Where one statement ends and the next begins within a sentence.

Put here: clause and quotation boundaries. Keep out: what a clause says.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.language.lexicon import FINITE, JOINED, MARK, VERBAL, Sentence, Token, mask

OPENING_QUOTES = frozenset("“«„")
CLOSING_QUOTES = frozenset("”»")
STRAIGHT_QUOTES = frozenset('"')
COMMAS = frozenset("،,")
_ASIDE_WITHIN = 12
_POSSESSIVES = frozenset({"its", "his", "her", "their", "our", "my"})
_PREPOSITIONS = frozenset({"في", "على", "الى", "عن", "من", "مع"})
_NAME_WITHIN = 6
# The ending of an indefinite noun in the accusative.
_TANWIN = ("ًا", "اً")
# Words that set a noun apart before its clause (أما العقد فوقع).
_APART = frozenset({"اما", "واما"})
# Arabic that has a verb right behind it, where إن has a noun.
_SUBJUNCTIVE = frozenset({"أن", "بأن", "وأن", "وبأن", "ان"})
_OPENS_ASIDE = ("preposition", "title", "timing", "role", "weekday", "today", "period", "clause", "daypart", "cite")
_BREAKS = frozenset("،,؛;:–—()[]…") | OPENING_QUOTES | CLOSING_QUOTES | STRAIGHT_QUOTES
_TERMINALS = frozenset(".!?؟")
_ENDS = _BREAKS | _TERMINALS
_OPENS = mask("that", "relative", "clause")
_OPENS_CLAUSE = _OPENS | mask("condition")
_MAY_OPEN = _OPENS_CLAUSE | MARK | FINITE | mask("timing")
_STATES = mask("action", "measure")
_NOUN_FOLLOWS = mask("preposition", "presupposes")
# What bears on how a word that may be noun or verb is read: such words, and what may wait for them or end the wait.
_SETTLES = MARK | FINITE | VERBAL | JOINED | _OPENS | _STATES | mask("say")


def _is_followed_by_verb(sentence: Sentence, index: int) -> bool:
    return index + 1 < len(sentence) and is_finite_verb(sentence[index + 1])


def is_mark(token: Token, marks: frozenset[str]) -> bool:
    """Whether the token is one of these punctuation marks."""
    return token.kind == "mark" and token.text in marks


def is_break(token: Token) -> bool:
    """Whether a punctuation mark ends a clause here."""
    return token.kind == "mark" and token.text in _ENDS


def aspect(token: Token, tag: str | None = None) -> str | None:
    """The aspect of the token's first reading, or of the first one with the tag; a phrase has its own (sets aside)."""
    reading = token.word.first if tag is None else token.word.reading(tag)
    return None if reading is None else reading.aspect or reading.tags.get("tense")


def is_finite_verb(token: Token) -> bool:
    """Whether the token's first reading is an inflected verb."""
    return token.word.is_finite


def aside_begins(sentence: Sentence, index: int) -> int | None:
    """The comma that opens an aside which the comma at `index` closes: a day, an office, an occasion (، في بيان،)."""
    if not is_mark(sentence[index], COMMAS):
        return None
    verb = False
    for position in range(index - 1, max(-1, index - 2 - _ASIDE_WITHIN), -1):
        token = sentence[position]
        if is_break(token):
            opening = sentence[position + 1].tags
            opens = any(tag in opening for tag in _OPENS_ASIDE) and not (verb and not _tells_occasion(opening))
            opens = opens or _names_somebody(sentence, position, index)
            opens = opens or "appends" in opening
            return position if opens and is_mark(token, COMMAS) and position < index - 1 else None
        if "that" in token.tags:
            return None
        # An occasion may have a verb of its own: ، في بيان مشترك صدر اليوم،
        verb = verb or is_finite_verb(token)
    return None


def _names_somebody(sentence: Sentence, opened: int, closed: int) -> bool:
    """Whether only the words of a name stand between two commas (وزير الطاقة، مراد بن يوسف، أمس)."""
    inside = sentence.tokens[opened + 1 : closed]
    if not 1 < len(inside) <= _NAME_WITHIN or not any(
        "role" in t.tags for t in sentence.tokens[max(0, opened - 6) : opened]
    ):
        return False
    return all(
        token.kind == "word" and (not token.tags or "kin" in token.tags or "given" in token.tags) for token in inside
    )


def _tells_occasion(opening: Mapping[str, object]) -> bool:
    """Whether an aside that opens so may hold a verb: an occasion (في بيان صدر اليوم), a source (بحسب نسخة اطلعت)."""
    return opening.get("preposition") == "in" or "cite" in opening


def tie_names(sentence: Sentence) -> None:
    """Make the quotation marks around a name (شركة «أفق الشرق», "Iron Dawn") no boundary of clauses."""
    opened: int | None = None
    for index in sentence.having(MARK):
        token = sentence[index]
        if opened is not None and is_mark(token, CLOSING_QUOTES | STRAIGHT_QUOTES):
            if 1 < index - opened <= _NAME_WITHIN and _is_name(sentence, opened, index):
                sentence[opened].kind = token.kind = "tie"
            opened = None
        elif is_mark(token, OPENING_QUOTES | STRAIGHT_QUOTES):
            opened = index


def _is_name(sentence: Sentence, opened: int, closed: int) -> bool:
    """Whether what stands in quotation marks is part of the sentence around it, not said by somebody."""
    if opened == 0 or sentence[opened - 1].kind != "word":
        return False
    return not any(is_break(token) or is_finite_verb(token) for token in sentence.tokens[opened + 1 : closed])


def settle_nouns(sentence: Sentence) -> None:
    """Read as nouns the words that may be noun or verb (دعم, نشر) where a verb still waits for its object.

    Arabic puts no second finite verb behind a verb and its subject: سيواصل التحالف دعم القوات.
    """
    waiting = False
    listing = False
    for index in sentence.having(_SETTLES):
        token = sentence[index]
        word = token.word
        if word.ambiguous and token.text.endswith(_TANWIN):
            # عقدًا: no verb ends so.
            sentence.read_as_noun(index)
            word = token.word
        if token.text.isascii():
            if index and word.ambiguous_tense and _calls_for_present(sentence[index - 1]):
                sentence.read_as(index, word.as_verb())
                word = token.word
            described = index + 1 < len(sentence) and "head" in sentence[index + 1].tags
            describes = described and _is_participle(token) and index > 0 and _opens_noun(sentence[index - 1])
            if describes or (word.ambiguous and index and not _may_precede_verb(sentence[index - 1])):
                sentence.read_as_noun(index)
            continue
        if index and sentence[index - 1].text in _SUBJUNCTIVE:
            verb = word.as_verb()
            if verb.first is not None and not verb.first.construct:
                # أن calls for a verb in full: not أن نقل, let us say.
                sentence.read_as(index, verb)
            word = token.word
        if is_break(token):
            waiting = waiting and (aside_begins(sentence, index) is not None or aside_ends(sentence, index) is not None)
        elif word.mask & _OPENS:
            waiting = listing = False
        elif (word.ambiguous and index and sentence[index - 1].form in _APART) or (
            word.ambiguous and _takes_noun(sentence, index, listing)
        ):
            sentence.read_as_noun(index)
        elif word.ambiguous and index and (waiting or "that" in sentence[index - 1].tags):
            if not _calls_for_verb(sentence[index - 1]):
                sentence.read_as_noun(index)
        elif word.is_finite:
            waiting = "auxiliary" not in token.tags
        elif word.tags.get("say") in ("decided", "demanded") and not token.text.isascii():
            # قرار البنك رفع الفائدة: a noun of deciding waits for its act as a verb does.
            waiting = True
        elif word.is_joined:
            waiting = False
        if is_finite_verb(token) and "auxiliary" not in token.tags:
            listing = False
        elif token.word.mask & _STATES and "head" not in token.tags:
            listing = True


def _calls_for_present(before: Token) -> bool:
    """Whether the base form of a verb follows (to cut, will put off), not a past that looks like it."""
    return before.tags.get("joins") == "to" or "modality" in before.tags or before.tags.get("negation") == "future"


def _takes_noun(sentence: Sentence, index: int, listing: bool) -> bool:
    """Whether only a noun can stand here: in a list of nouns, behind a preposition, also a phrase's (مستمرة في دعم)."""
    word = sentence[index].word
    if listing and word.is_joined and "say" not in word.tags:
        return True
    before = sentence[index - 1] if index else None
    return before is not None and (
        bool(before.word.mask & _NOUN_FOLLOWS) or before.form.rpartition(" ")[2] in _PREPOSITIONS
    )


def aside_ends(sentence: Sentence, index: int) -> int | None:
    """The comma that closes the aside which the comma at `index` opens."""
    following = range(index + 2, min(len(sentence), index + 2 + _ASIDE_WITHIN))
    closing = next((position for position in following if is_break(sentence[position])), None)
    return closing if closing is not None and aside_begins(sentence, closing) == index else None


def next_predicate(sentence: Sentence, start: int, stop: int) -> int:
    """Where from `start` on an English `and` opens another predicate of the subject (… and would end in May)."""
    for index in range(start, min(stop, len(sentence) - 1)):
        if sentence[index].tags.get("joins") == "and" and sentence[index].text.isascii():
            following = sentence[index + 1].tags
            if "auxiliary" in following or "modality" in following:
                return index
    return stop


def _is_participle(token: Token) -> bool:
    return any(reading.aspect in ("participle", "gerund") for reading in token.word.readings)


def _opens_noun(before: Token) -> bool:
    """Whether a participle after this word describes the noun that follows (of liberated areas, the wounded men)."""
    return any(tag in before.tags for tag in ("preposition", "article")) and before.tags.get("joins") != "to"


def _may_precede_verb(before: Token) -> bool:
    """Whether an English verb may follow: its subject, a pronoun, an auxiliary, to, a boundary; not an adjective."""
    if before.form in _POSSESSIVES or (is_finite_verb(before) and not _calls_for_verb(before)):
        return False
    return bool(before.tags) or before.word.capitalised or before.kind != "word" or before.form.endswith(("s", "ly"))


def _calls_for_verb(before: Token) -> bool:
    return any(tag in before.tags for tag in ("negation", "auxiliary", "modality", "condition", "passive"))


@dataclass(slots=True)
class Layout:
    """For each token of a sentence: the number of its clause, and whether it stands within a quotation.

    `begins` holds where each clause begins, and where the last one ends.
    """

    clause: list[int]
    quoted: list[bool]
    begins: list[int]
    still_open: bool


def lay_out(sentence: Sentence, quote_open: bool) -> Layout:
    """Number the clauses of a sentence and mark what is quoted; `quote_open` says that a quotation runs into it."""
    clause: list[int] = []
    quoted: list[bool] = []
    begins = [0]
    number, inside = 0, quote_open
    for index in sentence.having(_MAY_OPEN):
        token = sentence[index]
        ends = is_break(token)
        if not ends and (not index or begins[-1] == index or not _opens_clause(sentence, index)):
            continue
        begin = index + ends
        clause += [number] * (begin - len(clause))
        quoted += [inside] * (index - len(quoted))
        begins.append(begin)
        number += 1
        if ends:
            if token.text in OPENING_QUOTES:
                inside = True
            elif token.text in CLOSING_QUOTES:
                inside = False
            elif token.text in STRAIGHT_QUOTES:
                inside = not inside
            quoted.append(inside)
    clause += [number] * (len(sentence) - len(clause))
    quoted += [inside] * (len(sentence) - len(quoted))
    begins.append(len(sentence))
    return Layout(clause, quoted, begins, inside)


def _opens_clause(sentence: Sentence, index: int) -> bool:
    """Whether a new clause opens at a word: `that`, `while`, `if`, `until` before a verb, a verb that `and` joins."""
    word = sentence[index].word
    if word.mask & _OPENS_CLAUSE or (word.is_finite and word.is_joined):
        return True
    return "until" in word.tags.get("timing", "") and _is_followed_by_verb(sentence, index)
