"""Frames of speech: a verb of saying with its subject, or `according to` with its source.

Put here: who is said to say something, and which stretch of the sentence that governs. Keep out: who is the same as
whom, and what is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.concepts import concepts
from models.language.claims.clauses import (
    CLOSING_QUOTES,
    COMMAS,
    STRAIGHT_QUOTES,
    aside_ends,
    aspect,
    is_break,
    is_finite_verb,
    is_mark,
)
from models.language.claims.somebody import (
    SOURCES,
    carries_tense,
    is_told,
    is_unlikely_verb,
    mention_after,
    mention_before,
)
from models.language.lexicon import FINITE, MARK, NUMBER, Sentence, Token, mask

_OPENING = frozenset(':“«„"')
_OPENS_WITHIN = 20
_NAMED_WITHIN = 12
_SUBJECT_WITHIN = 30
_TITLED_WITHIN = 8
_WHICH_WITHIN = 5
_TOLD_WITHIN = 5
_NAME_WITHIN, _BLAMED_WITHIN = 3, 2
_TELLING = frozenset({"told", "tell", "tells"})
_TEXT_WORDS = 4
_HELD_BACK = frozenset({"can", "could", "cannot"})
_LEADS_NOUN = ("preposition", "number", "article")
_RUMOURS = frozenset(
    {
        "reports",
        "claims",
        "rumours",
        "rumors",
        "suggestions",
        "allegations",
        "talk",
        "speculation",
        "accounts",
        "accusations",
    }
)
_RUMOUR_WITHIN = 5
_TELLS = ("ابلغ", "اخبر")
_APART = frozenset({"اما", "واما"})
_BY = frozenset({"quoted", "cited", "reported"})
_PARTICIPLES = frozenset({"briefed", "informed"})
_NOUNS = frozenset(
    {
        "note",
        "notes",
        "report",
        "reports",
        "project",
        "projects",
        "demand",
        "demands",
        "claim",
        "claims",
        "state",
        "states",
    }
    | {"estimate", "estimates", "request", "requests", "comment", "comments", "order", "orders", "set", "brief", "rule"}
)
_PRONOUNS = frozenset({"به", "بها", "عنه", "عنها", "فيه", "فيها", "اليه", "له"})
# في الوقت الذي أعلن فيه الوزير: what is narrowed is when he said it.
_WHEN = frozenset({"فيه", "فيها"})
_OF_HIM = frozenset({"عنه", "عنها", "عنهم"})
_HIS_COUNTRY = frozenset({"بلاده", "بلادها"})
_CONTENT = ("action", "measure", "number", "scale")
_STATED = (*_CONTENT, "auxiliary", "denial", "ongoing")
_FRAMES = mask("cite", "say", "carries", "brushes")
_SAYS, _DAYS = mask("say"), mask("today", "weekday", "daypart")
# What opens what is said, or shows that nothing does.
_OPENS_OR_ENDS = NUMBER | MARK | FINITE | mask("that", "say", "auxiliary")
_QUOTES = CLOSING_QUOTES | STRAIGHT_QUOTES


@dataclass(slots=True)
class Frame:
    """One frame of speech in a sentence: its tokens `first` to `last` (exclusive) and what it governs.

    `before` is true of a frame that follows what it reports (…, قال فلان / …, according to X); `nested` of a relative
    clause that names who first stated the matter (القوات التي أعلن عنها البيت الأبيض), whom the current speaker relays.
    """

    first: int
    last: int
    mention: tuple[int, int] | None
    relay: tuple[int, int] | None
    verb: str
    carries: bool
    before: bool
    nested: bool = False


def find_frames(sentence: Sentence) -> list[Frame]:
    """The frames of speech of a sentence, in order."""
    frames: list[Frame] = []
    done = 0
    headed = _headed(sentence)
    if headed is not None:
        frames.append(headed)
        done = headed.last
    for index in sentence.having(_FRAMES):
        if index < done:
            continue
        token = sentence[index]
        frame = None
        if "cite" in token.tags:
            frame = _citation(sentence, index)
        elif "say" in token.tags and (_utters(token) or "carries" in token.tags or "that" in token.tags):
            frame = _speech(sentence, index)
        elif "say" in token.tags and not token.text.isascii():
            frame = _noun_of_saying(sentence, index)
        elif "brushes" in token.tags and token.word.is_finite:
            frame = _brushed(sentence, index)
        elif "carries" in token.tags:
            frame = Frame(index, index + 1, None, None, "said", carries=True, before=True)
        if frame is not None:
            if frames and (joined := _relayed(sentence, frames[-1], frame)) is not None:
                frame = joined
                frames.pop()
            frames.append(frame)
            done = frame.last
    return frames


def name_again(sentence: Sentence, frames: list[Frame], names: frozenset[str]) -> list[Frame]:
    """The frames of an Arabic sentence, also those whose subject is a name known from elsewhere (نفى بابكر)."""
    by_first = {frame.first: frame for frame in frames}
    covered = {index for frame in frames for index in range(frame.first, frame.last)}
    found = list(frames)
    for index in sentence.having(_SAYS):
        token = sentence[index]
        if index + 1 >= len(sentence) or sentence[index + 1].form not in names or token.text.isascii():
            continue
        mention = (index + 1, index + 2)
        frame = by_first.get(index)
        if frame is not None and frame.mention is None:
            frame.mention, frame.carries = mention, False
            frame.last = max(frame.last, mention[1])
        elif (
            frame is None
            and index not in covered
            and _utters(token)
            and not (index and _is_held_back(sentence[index - 1], token))
        ):
            end = _states_at(sentence, index + 2, len(sentence)) or 0
            if end or _is_trailing(sentence, index):
                found.append(Frame(index, end or index + 2, mention, None, str(token.tags["say"]), False, not end))
    return sorted(found, key=lambda frame: frame.first)


def _headed(sentence: Sentence) -> Frame | None:
    """A line that opens with who says it and a colon (مصدر أمني: انفجار; Ministry: two dead)."""
    for colon in range(1, min(_TITLED_WITHIN, len(sentence) - 1)):
        token = sentence[colon]
        if token.kind == "mark" and token.text == ":" and sentence[colon - 1].kind == "word":
            break
        if token.kind == "mark" and token.text != ":":
            return None
    else:
        return None
    first = 0
    while first < colon and sentence[first].kind != "word":
        first += 1
    held = sentence.tokens[first:colon]
    if not any("role" in token.tags or "body" in token.tags for token in held) or len(held) > _OPENS_WITHIN:
        return None
    if any(is_finite_verb(token) or token.kind == "number" or "say" in token.tags for token in held):
        return None
    mention = mention_after(sentence, first)
    if mention is None or mention[1] != colon or "say" in sentence[colon + 1].tags:
        return None
    return Frame(first, colon + 1, mention, None, "said", False, False)


def _relayed(sentence: Sentence, first: Frame, second: Frame) -> Frame | None:
    """One frame of two side by side, one of which cites the other: …, the newspaper reported, quoting a judge."""
    if second.mention is not None and second.relay is None and second.mention[1] <= first.first < second.last:
        # State radio, citing army officers, spoke of three dead.
        if "cite" in sentence[first.first].tags and first.mention is not None and first.relay is None:
            return Frame(second.first, second.last, first.mention, second.mention, "cited", False, second.before)
        return None
    cites = "cite" in sentence[second.first].tags and second.relay is None and second.mention is not None
    near = second.first - first.last <= 1 and first.before and first.mention is not None and first.relay is None
    if not (cites and near):
        return None
    return Frame(first.first, second.last, second.mention, first.mention, "cited", False, True)


def _speech(sentence: Sentence, index: int) -> Frame | None:
    """A verb of saying: its subject after it (قال فلان إن) or before it (X said that); None where nothing is said."""
    token = sentence[index]
    only = any("only" in other.tags for other in sentence.tokens[index + 1 : index + 3])
    if index and _is_held_back(sentence[index - 1], token) and not only:
        return None
    if "carries" in token.tags and index and "preposition" in sentence[index - 1].tags:
        return None
    if "carries" in token.tags and "head" in token.tags and _opens(sentence, index) is None:
        # اعتقال 5 متهمين: suspects, nobody who accuses.
        return None
    if (_is_for(token) and _opens(sentence, index) is None) or (
        "carries" in token.tags and _describes(sentence, index)
    ):
        return None
    if _is_future(token) or (index and token.text.isascii() and _is_no_verb(sentence, index)):
        return None
    verb = str(token.tags["say"])
    occasion = index + 1 < len(sentence) and sentence[index + 1].form in _WHEN
    if index and "relative" in sentence[index - 1].tags and not occasion:
        about = index + 1 < len(sentence) and sentence[index + 1].tags.get("preposition") == "about"
        mention = mention_after(sentence, index + 1 + about)
        opens = _opens(sentence, index)
        if mention is not None and (opens is None or about):
            acts = _acts(token) and verb != "promised" and not token.text.isascii()
            return None if acts else Frame(index, mention[1], mention, None, verb, False, False, nested=True)
        # بحسب المحامية التي قالت إن: she has just been named.
        states = opens is not None or ("estimates" in token.tags and _estimates(sentence, index))
        apart = index < 2 or is_break(sentence[index - 2]) or not token.text.isascii()
        if not states or not (apart or opens is not None):
            return None
        if opens is not None and _has_subject(sentence, index, opens):
            return None
        named = _named_before(sentence, index - 1)
        return Frame(index, opens or index + 1, named, None, verb, named is None, False)
    opens = _opens(sentence, index) or _points_at(sentence, index)
    in_citation = index > 0 and "cite" in sentence[index - 1].tags
    estimates = in_citation or "estimates" not in token.tags or _estimates(sentence, index)
    if opens is None and ((_acts(token) and verb != "promised") or not estimates):
        return None
    told_that = opens is not None and "that" in sentence[opens - 1].tags and not token.text.isascii()
    told_that = told_that and opens is not None and "timing" not in sentence[opens - 2].tags
    counts = "estimates" in token.tags and _estimates(sentence, index)
    trailing = _is_trailing(sentence, index) and not told_that and not counts
    if "carries" in token.tags or not (is_finite_verb(token) or "that" in token.tags):
        return Frame(index, opens or index + 1, None, None, verb, carries=True, before=trailing)
    subject = index - 1
    while subject > 0 and token.text.isascii() and carries_tense(sentence[subject]):
        subject -= 1
    if "li" in _proclitics(token) and not token.text.isascii():
        # خرج الوزير عن صمته ليعلن أن: who acts says it.
        return Frame(index, opens or index + 1, None, None, verb, carries=True, before=False)
    if index and "pronoun" in sentence[subject].tags:
        return Frame(subject, opens or index + 1, None, None, verb, carries=True, before=trailing)
    begin = _after_object(sentence, index + 1)
    told = begin < len(sentence) and (
        is_told(sentence[begin]) or _is_blamed(sentence, index) or _disagrees(token, sentence[begin])
    )
    after = mention_after(sentence, begin) if _may_lead(sentence, index) and not told else None
    if after is None and not token.text.isascii() and opens is not None:
        after = _text_after(sentence, begin, opens)
    relay = None
    if "learns" in token.tags:
        return _learned(sentence, index, opens)
    about = None if after is None else _about_whom(sentence, after)
    if after is not None and about is not None and _is_about(sentence, about):
        # نقلت الوكالة عن الوزير, نقلت صحيفة مسقط اليوم عنه: the first is the relay.
        relayed = mention_after(sentence, about + 1) or _whose_words(sentence, about + 1)
        if relayed is not None:
            whole = all("daypart" in token.tags or not token.tags for token in sentence.tokens[after[1] : about])
            after, relay = relayed, (after[0], about) if whole else after
    if about is None and (quoted := _quoted_as(sentence, index)) is not None:
        relay = mention_before(sentence, index)
        return Frame(relay[0] if relay else index, quoted[1] + 2, quoted, relay, "cited", False, False)
    apart = after is not None and not token.text.isascii() and is_break(sentence[index - 1])
    if after is None and not token.text.isascii() and "and" in _proclitics(token) and not _answers_amma(token):
        # نفى مصدر ما تردد عن الوزير، وقال إن
        apart = index > 0
    before = None if apart else mention_before(sentence, index) or _behind_auxiliary(sentence, index)
    mention = after or before
    if (
        after is not None
        and before is not None
        and token.form.startswith(_TELLS)
        and _leads_to_verb(sentence, before, index)
    ):
        # طهران أبلغت الوزارة بأن: the second is told.
        after = None
        mention = before
    if mention is not None and sentence[mention[0]].form in _APART and mention[1] - mention[0] > 1:
        mention = before = (mention[0] + 1, mention[1])
    if mention is None and _answers_amma(token):
        mention = before = _set_apart(sentence, index)
    if after is not None and before is not None and (token.text.isascii() or not _is_named(sentence, after)):
        inverted = index > 0 and is_mark(sentence[index - 1], COMMAS) and _is_named(sentence, after)
        closes = after[1] >= len(sentence) or is_break(sentence[after[1]])
        inverted = inverted and closes and token.form not in _TELLING
        mention = after if inverted and token.text.isascii() else before
    if mention is not None and "auxiliary" in token.tags and not _is_body(sentence, mention):
        # Lebanon has recorded 169 cases: nobody says so.
        return None
    if mention is None and index and sentence[index - 1].tags.get("joins") == "and" and token.text.isascii():
        mention = before = _subject_of_all(sentence, index)
        if mention is not None:
            return Frame(index, opens or index + 1, mention, None, verb, False, False)
    if mention is not None and opens is None and "opinion" in token.tags and not token.text.isascii():
        # وتعتبر الشركة أكبر شركة: nobody says so.
        return None
    if mention is not None and _is_his_country(sentence, mention):
        # قال الوزير إن بلاده تتوقع: he speaks.
        mention = after = before = None
    if mention is None and not (opens or _is_lone_verb(sentence, index)):
        opening = index == 0 or ("and" in _proclitics(token) and is_break(sentence[index - 1]))
        if token.text.isascii() or token.tags["say"] in ("decided", "agreed") or not opening:
            return None
        stated = _states_at(sentence, index + 1, len(sentence))
        # وأكد التزام العراق: the one who has been speaking goes on.
        return Frame(index, stated, None, None, verb, True, False) if stated is not None else None
    if mention is None and index and "statement" in sentence[index - 1].tags:
        # Official figures showed: a text of nobody named.
        return None
    cited = _cited_between(sentence, index, opens)
    if cited is not None and mention is not None:
        # أوضح المتحدث، نقلا عن البيت الأبيض، أن: the one who speaks relays.
        return Frame(index, opens or cited[1], cited, mention, "cited", False, False)
    if mention is not None and mention is before:
        return Frame(mention[0], max(opens or 0, index + 1), mention, relay, verb, False, trailing)
    end = max(opens or 0, mention[1] if mention else 0, index + 1)
    if mention is not None and opens is not None and not token.text.isascii():
        end = _states_at(sentence, mention[1], opens) or end
    return Frame(index, end, mention, relay, verb, False, trailing)


def _about_whom(sentence: Sentence, relay: tuple[int, int]) -> int:
    """Where the Arabic preposition stands behind a relay, over words of its name (نقلت صحيفة الصباح عن الوزير)."""
    for position in range(relay[1], min(len(sentence), relay[1] + _NAME_WITHIN)):
        token = sentence[position]
        if token.tags.get("preposition") == "about" or token.kind != "word" or is_finite_verb(token):
            return position
    return relay[1]


def _disagrees(verb: Token, noun: Token) -> bool:
    """Whether a feminine noun stands right behind a masculine verb, and so is called on (دعا القيادة)."""
    if verb.tags["say"] != "demanded" or noun.text.isascii() or not is_finite_verb(verb):
        return False
    forms = {reading.gender for reading in verb.word.readings if "say" in reading.tags and reading.aspect == "past"}
    first = noun.word.first
    feminine = first is not None and first.gender == "f" and first.number == "sg" and noun.form.endswith("ه")
    return feminine and forms == {"m"}


def _leads_to_verb(sentence: Sentence, mention: tuple[int, int], index: int) -> bool:
    """Whether who is named right before a verb opens the clause (طهران أبلغت; but في جنوب اليمن أبلغت مصادر)."""
    opens = mention[0] == 0 or is_break(sentence[mention[0] - 1]) or "that" in sentence[mention[0] - 1].tags
    return mention[1] == index and opens


def _whose_words(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """A name unknown to us right before a noun of saying that is his (نقلت الوكالة عن مارلو قوله إن)."""
    for position in range(start + 1, min(len(sentence), start + 1 + _NAME_WITHIN)):
        token = sentence[position]
        if "say" in token.tags:
            return (start, position) if not is_finite_verb(token) and position > start else None
        if token.kind != "word":
            return None
    return None


def _is_about(sentence: Sentence, index: int) -> bool:
    return index < len(sentence) and bool(sentence[index].tags.get("preposition") == "about")


def _quoted_as(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """Who is quoted in English by whoever stands before the verb (the paper quoted the minister as saying)."""
    if sentence[index].tags.get("say") != "reported" or not sentence[index].text.isascii():
        return None
    for position in range(index + 2, min(len(sentence) - 1, index + _NAMED_WITHIN)):
        if sentence[position].form == "as" and aspect(sentence[position + 1], "say") == "gerund":
            return index + 1, position
        if is_break(sentence[position]) and not is_mark(sentence[position], COMMAS):
            break
    return None


def _is_for(token: Token) -> bool:
    """Whether an Arabic verb of saying is only what something is done for (لتعلن عن الخطة)."""
    return is_finite_verb(token) and "li" in _proclitics(token)


def _describes(sentence: Sentence, index: int) -> bool:
    """Whether an Arabic participle of saying is an adjective or a thing (إجراءات مشددة, المطالب)."""
    token = sentence[index]
    if token.text.isascii() or index == 0 or _opens(sentence, index) is not None:
        return False
    if token.form.startswith("ال"):
        return True
    before, following = sentence[index - 1], sentence.tokens[index + 1 : index + 2]
    says = is_break(before) or any("preposition" in other.tags or is_break(other) for other in following)
    return not says and before.kind == "word" and before.form.endswith(("ه", "ات")) and token.form.endswith("ه")


def _is_blamed(sentence: Sentence, index: int) -> bool:
    """Whether who stands behind an Arabic verb is accused (واتهمت المعارضة بإثارة الفتن), and says nothing."""
    if "blames" not in sentence[index].tags or sentence[index].text.isascii():
        return False
    following = sentence.tokens[index + 2 : index + 2 + _BLAMED_WITHIN]
    for token in following:
        first = token.word.first
        if token.form.startswith("ب") and (first is None or "bi" in first.proclitics):
            return True
        if token.kind != "word" or is_finite_verb(token):
            return False
        if not token.tags or "qualifier" in token.tags or "place" in token.tags:
            continue
        return False
    return False


def _noun_of_saying(sentence: Sentence, index: int) -> Frame | None:
    """An Arabic noun of saying with who says it behind it (قول المسؤولين إن) or before it (مضى الوزير بالقول إن)."""
    token, opens = sentence[index], _opens(sentence, index)
    if opens is None or "statement" in token.tags or token.tags["say"] in ("decided", "demanded", "agreed"):
        return None
    led = token.form.startswith("ال") and index > 0 and sentence[index - 1].tags.get("preposition") == "to"
    by = _proclitics(token) >= {"bi"} and token.form.startswith("بال")
    if (by or led) and opens <= index + 3:
        begin = index
        while begin > 0 and not is_break(sentence[begin - 1]) and "that" not in sentence[begin - 1].tags:
            begin -= 1
        mention = mention_after(sentence, begin + 1) if begin + 1 < index else None
        if mention is not None and mention[1] > index - led:
            mention = (mention[0], index - led)
        plain = all(other.kind == "word" and not other.tags for other in sentence.tokens[begin + 1 : index - led])
        if mention is None and plain and 0 < index - led - begin - 1 <= _NAME_WITHIN:
            mention = (begin + 1, index - led)
        return Frame(index, opens, mention, None, str(token.tags["say"]), mention is None, False)
    if token.word.first is None or token.word.first.enclitic or token.form.startswith(("ال", "بال")):
        return None
    mention = mention_after(sentence, index + 1)
    if mention is None or mention[1] + 1 != opens or "that" not in sentence[opens - 1].tags:
        return None
    return Frame(index, opens, mention, None, str(token.tags["say"]), False, False)


def _learned(sentence: Sentence, index: int, opens: int | None) -> Frame | None:
    """Who is behind what somebody has learned: the one whom it was learned from (علمت القناة من مصدر أن)."""
    for position in range(index + 1, opens or index + 1):
        if sentence[position].tags.get("preposition") == "from":
            source = mention_after(sentence, position + 1)
            known = source is not None and opens is not None
            return Frame(index, opens or index, source, None, "reported", False, False) if known else None
    return None


def _behind_auxiliary(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The Arabic subject between an auxiliary and its verb (وكان مسؤول في المطار أكد سقوط صواريخ)."""
    if sentence[index].text.isascii():
        return None
    for position in range(index - 2, max(-1, index - _NAMED_WITHIN), -1):
        token = sentence[position]
        if "auxiliary" in token.tags:
            mention = mention_after(sentence, position + 1)
            return mention if mention is not None and mention[1] == index else None
        if is_break(token) or is_finite_verb(token):
            return None
    return None


def _brushed(sentence: Sentence, index: int) -> Frame | None:
    """Who denies what is only rumoured (waved away reports that, quashed any talk of)."""
    for position in range(index + 1, min(len(sentence) - 1, index + _RUMOUR_WITHIN)):
        if sentence[position].form in _RUMOURS:
            mention = mention_before(sentence, index)
            return None if mention is None else Frame(mention[0], position + 2, mention, None, "denied", False, False)
    return None


def _set_apart(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The Arabic subject that أما sets before its verb (أما النائبة عن البصرة فطالبت)."""
    for position in range(index - 2, max(-1, index - _NAMED_WITHIN), -1):
        if sentence[position].form in _APART:
            return mention_after(sentence, position + 1)
    return None


def _answers_amma(token: Token) -> bool:
    """Whether ف leads an Arabic verb, as behind أما and its subject."""
    return "and" in _proclitics(token) and token.form.startswith("ف")


def _proclitics(token: Token) -> frozenset[str]:
    first = token.word.first
    return frozenset() if first is None else first.proclitics


def _states_at(sentence: Sentence, index: int, opens: int) -> int | None:
    """Where an Arabic noun behind the speaker is what he states (أعلن الحزب عدم مشاركته، من دون أن)."""
    if index < opens and is_mark(sentence[index], COMMAS):
        index += 1
        if any(tag in sentence[index].tags for tag in ("preposition", "today", "weekday", "timing", "cite")):
            index = next((i + 1 for i in range(index, opens) if is_mark(sentence[i], COMMAS)), opens)
    elif index < opens and any(tag in sentence[index].tags for tag in ("today", "weekday")):
        index += 1
    if index >= opens or is_finite_verb(sentence[index]):
        return None
    tags = sentence[index].tags
    if tags.get("preposition") == "about" and index + 1 < opens:
        tags = sentence[index + 1].tags
    told_of = sentence[index].tags.get("preposition") == "about" and tags.get("say") == "decided"
    states = (
        told_of
        or any(tag in tags for tag in ("action", "none"))
        or tags.get("negation") == "noun"
        or "modality" in tags
    )
    return index if states and "statement" not in tags else None


def _is_no_verb(sentence: Sentence, index: int) -> bool:
    """Whether an English word of saying is a noun or a participle here (new notes, a diplomat briefed on the talks)."""
    token, before = sentence[index], sentence[index - 1]
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if before.form in _HELD_BACK or ("addressed" in before.tags and token.tags["say"] == "asked"):
        return True
    if before.form == "to" and _opens(sentence, index) is None:
        return True
    if following is not None and following.form == "by" and token.form in _BY:
        return True
    if token.form in _PARTICIPLES and following is not None and "preposition" in following.tags:
        return any("say" in other.tags for other in sentence.tokens[index + 1 : index + _NAMED_WITHIN])
    if token.form not in _NOUNS:
        return False
    if "article" in before.tags or "number" in before.tags or before.kind == "number" or "preposition" in before.tags:
        return True
    if following is not None and "that" in following.tags:
        return before.tags.get("say") == "denied"
    if before.kind != "word" or before.tags:
        return False
    led = sentence.tokens[max(0, index - 3) : index - 1]
    return any(other.kind == "number" or any(tag in other.tags for tag in _LEADS_NOUN) for other in led)


def _is_held_back(before: Token, token: Token) -> bool:
    """Whether what stands before a verb says that nothing has been said (لم يقل, may say); قد أعلن has been."""
    if "negation" in before.tags:
        return True
    if token.text.startswith("أ") and is_finite_verb(before) and "auxiliary" not in before.tags:
        # يعد أبرز حزب: the most prominent.
        return True
    return "modality" in before.tags and not (before.tags["modality"] == "perhaps" and aspect(token, "say") == "past")


def _after_object(sentence: Sentence, index: int) -> int:
    """Past the pronoun of what is said (أفاد به النادي, يقدر فيه النقيب), which stands before who says it."""
    if index < len(sentence) and sentence[index].form in _PRONOUNS:
        return index + 1
    led = index + 1 < len(sentence) and sentence[index].tags.get("preposition") in ("for", "to")
    if led and sentence[index + 1].kind == "tie" and not sentence[index].text.isascii():
        # قال لـ«الشرق الأوسط» فلان: it is told.
        closes = (
            i for i in range(index + 2, min(len(sentence), index + 2 + _TOLD_WITHIN)) if sentence[i].kind == "tie"
        )
        return next((at + 1 for at in closes), index)
    return index


def _text_after(sentence: Sentence, start: int, opens: int) -> tuple[int, int] | None:
    """The body behind a text that states (أظهرت بيانات البنك المركزي أن), else the text itself (إحصائية نيابية)."""
    at = start
    while at < opens and "statement" not in sentence[at].tags:
        if sentence[at].tags or at > start:
            return None
        at += 1
    if at >= opens - 1 or "statement" not in sentence[at].tags:
        return None
    issued = at + 2 < len(sentence) and sentence[at + 1].form.startswith("صادر")
    body = mention_after(sentence, at + 1 + 2 * issued)
    if body is not None:
        return body
    end = opens - 1
    while end > at + 1 and "preposition" in sentence[end - 1].tags:
        end -= 1
    while end > at + 1 and (is_break(sentence[end - 1]) or sentence[end - 1].word.mask & _DAYS):
        end -= 1
    return (at, end) if end - at <= _TEXT_WORDS else (at, at + 1)


def _has_subject(sentence: Sentence, index: int, opens: int) -> bool:
    """Whether an unknown subject stands between an Arabic verb and `that` (التي يتوقع كثيرون أن)."""
    following = sentence[index + 1]
    unknown = following.kind == "word" and not following.tags and not following.text.isascii()
    return unknown and opens == index + 3


def _named_before(sentence: Sentence, relative: int) -> tuple[int, int] | None:
    """Who is named right before a relative word: the last office, title or body (حسن، الذي يؤكد أن)."""
    end = relative
    while end and is_break(sentence[end - 1]):
        end -= 1
    first = None
    for index in range(end - 1, max(-1, end - 1 - _NAMED_WITHIN), -1):
        token = sentence[index]
        if is_finite_verb(token) or "that" in token.tags or "cite" in token.tags:
            break
        if "statement" in token.tags:
            # وقالت الوكالة في التقرير الذي نشرته: the report has been published.
            return None
        if any(tag in token.tags for tag in ("role", "title", "body")):
            first = index
        elif token.tags.get("preposition") is not None and first is not None:
            break
    return None if first is None else (first, end)


def _subject_of_all(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The subject of an English sentence, for a second verb after `and` (the company shut the field … and said)."""
    for position in range(1, index):
        if is_finite_verb(sentence[position]):
            subject = mention_before(sentence, position)
            if subject is not None:
                return subject
            break
        if is_break(sentence[position]) or "that" in sentence[position].tags:
            break
    if any("that" in token.tags for token in sentence.tokens[max(0, index - _SUBJECT_WITHIN) : index]):
        return None
    for position in range(index - 2, max(0, index - _SUBJECT_WITHIN), -1):
        token, before = sentence[position], sentence[position - 1]
        if before.form == "to" or "modality" in before.tags:
            continue
        if is_finite_verb(token) and (subject := mention_before(sentence, _past_day(sentence, position))) is not None:
            return subject
        if (is_break(token) and not is_mark(token, COMMAS)) or "that" in token.tags or "say" in token.tags:
            return None
    return None


def _past_day(sentence: Sentence, verb: int) -> int:
    """Back over the day between an English subject and its verb (the cabinet on Thursday set aside)."""
    at = verb
    while at > 1 and any(tag in sentence[at - 1].tags for tag in ("weekday", "today")):
        at -= 1
        at -= sentence[at - 1].tags.get("preposition") == "on"
    return at


def _acts(token: Token) -> bool:
    """Whether a verb of saying may as well be an act (نقل, أقر): it says something only where `that` opens it."""
    act = token.word.readings[0].tags.get("action") if token.word.readings else None
    return act not in (None, "announce") and is_finite_verb(token) and "agreed" not in token.tags


def _estimates(sentence: Sentence, index: int) -> bool:
    """Whether a number follows in the clause (put the toll at 27)."""
    position = index + 1
    while position < min(len(sentence), index + _OPENS_WITHIN):
        token = sentence[position]
        if is_break(token):
            closing = aside_ends(sentence, position)
            if closing is None:
                return False
            position = closing
        if token.kind == "number" or "number" in token.tags:
            return True
        position += 1
    return False


def _may_lead(sentence: Sentence, index: int) -> bool:
    """Whether a verb may stand before its subject: in Arabic, and in English after what is said (…, said Karim)."""
    token = sentence[index]
    if "that" in token.tags:
        return False
    return not token.text.isascii() or index == 0 or is_break(sentence[index - 1])


def _cited_between(sentence: Sentence, index: int, opens: int | None) -> tuple[int, int] | None:
    for position in range(index + 1, opens or index + 1):
        if "cite" in sentence[position].tags:
            text = position + 1 < len(sentence) and "statement" in sentence[position + 1].tags
            return mention_after(sentence, position + 1) or (mention_after(sentence, position + 2) if text else None)
    return None


def _utters(token: Token) -> bool:
    """Whether the token is a verb of saying in a form that frames speech: finite, or a gerund (adding that)."""
    speaks = aspect(token, "say") in ("past", "present", "gerund") and not is_unlikely_verb(token)
    # محافظة أبين: no verb of the first person.
    return speaks and ("place" not in token.tags or token.text.isascii())


def _is_future(token: Token) -> bool:
    """Whether a verb of saying is yet to come (ستعلن): nothing is said so far."""
    first = token.word.first
    return first is not None and "will" in first.proclitics


def _is_trailing(sentence: Sentence, index: int) -> bool:
    """Whether a verb of saying closes what it reports (…, the ministry said on Monday): nothing is stated after it."""
    if "carries" in sentence[index].tags and not sentence[index].text.isascii():
        return False
    before = sentence.tokens[:index]
    stated = any(is_finite_verb(t) or t.kind == "number" or any(tag in t.tags for tag in _STATED) for t in before)
    stated = stated or any(is_mark(t, _QUOTES) for t in before)
    if not stated or not any(is_break(token) for token in before):
        return False
    if index and "clause" in before[-1].tags and not sentence[index].text.isascii():
        # غادر الآلاف، بينما أوصت لندن مواطنيها بالمغادرة
        return False
    quoted = any(is_mark(t, _QUOTES) for t in before[-_TITLED_WITHIN:])
    for position in range(index + 1, len(sentence)):
        token = sentence[position]
        tags = token.tags
        if position == index + 1 and (token.kind == "number" or "number" in tags):
            continue
        if "relative" in tags or "where" in tags or _is_which(sentence, position):
            # Two bankers who saw the data, a news conference that began at noon.
            return True
        if "that" in tags or is_mark(token, _OPENING) or "auxiliary" in tags:
            return False
        if is_finite_verb(token) and "statement" not in tags and "statement" not in sentence[position - 1].tags:
            return False
        if is_break(token):
            following = sentence[position + 1].tags if position + 1 < len(sentence) else {}
            opening = index == 0 or is_break(sentence[index - 1]) or "and" in _proclitics(sentence[index])
            if opening and is_mark(token, COMMAS) and "that" in following and not token.text.isascii():
                # وقالت اللجنة، إن
                return False
            closing = None if token.text.isascii() else aside_ends(sentence, position)
            if closing is None:
                break
            # لفت النائب، في حديث إذاعي، إلى أن: he goes on behind the aside.
            if any("that" in other.tags for other in sentence.tokens[closing + 1 : closing + 4]):
                return False
            break
        named = token.text.isascii() and (token.word.capitalised or quoted)
        if any(tag in tags for tag in _CONTENT) and "qualifier" not in tags and not named:
            return False
    return True


def _is_body(sentence: Sentence, span: tuple[int, int]) -> bool:
    return any(tag in token.tags for token in sentence.tokens[span[0] : span[1]] for tag in ("role", "body", "head"))


def _is_named(sentence: Sentence, span: tuple[int, int]) -> bool:
    return any(tag in token.tags for token in sentence.tokens[span[0] : span[1]] for tag in SOURCES)


def _citation(sentence: Sentence, index: int) -> Frame | None:
    """`according to X`, نقلا عن فلان: the source after it governs what stands before it."""
    start = _after_object(sentence, index + 1)
    if (text := _text_of(sentence, start)) is not None:
        return Frame(index, text[1], text, None, "cited", carries=False, before=index > 1)
    if start < len(sentence) - 1 and "say" in sentence[start].tags and sentence[start + 1].form in _OF_HIM:
        # بحسب ما نقلت عنه الوكالة: it relays whoever speaks.
        relay = mention_after(sentence, start + 2)
        if relay is not None:
            return Frame(index, relay[1], None, relay, "cited", carries=True, before=index > 1)
    if start < len(sentence) and "say" in sentence[start].tags and is_finite_verb(sentence[start]):
        # حسبما أعلن مسؤولون, بحسب ما أفاد به قائد
        start = _after_object(sentence, start + 1)
    stated = False
    while start < len(sentence) and _leads_to_source(sentence, start, stated):
        stated = stated or "statement" in sentence[start].tags
        start += 1
    mention = mention_after(sentence, start)
    if mention is None and stated:
        # وفق الإحصائية: the text of the one who was cited before.
        return Frame(index, start, None, None, "cited", carries=True, before=index > 1)
    if mention is None or not _may_be_source(sentence, mention):
        return None
    if mention[1] < len(sentence) and "cite" in sentence[mention[1]].tags:
        # على ما أفادت الوكالة نقلا عن مصدر: the first is the relay.
        origin = mention_after(sentence, mention[1] + 1)
        if origin is not None:
            return Frame(index, origin[1], origin, mention, "cited", carries=False, before=index > 1)
    anew = index > 0 and is_break(sentence[index - 1]) and sentence[index].text.startswith("وو")
    return Frame(index, mention[1], mention, None, "cited", carries=False, before=index > 1 and not anew)


def _text_of(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """The English text of a body that is cited for itself (citing an army statement)."""
    at = start + (start < len(sentence) and "article" in sentence[start].tags)
    end = at
    while end < len(sentence) and sentence[end].text.isascii() and "statement" not in sentence[end].tags:
        if not any(tag in sentence[end].tags for tag in ("head", "body", "qualifier", "place")):
            return None
        end += 1
    closes = end + 1 >= len(sentence) or is_break(sentence[min(end + 1, len(sentence) - 1)])
    return (start, end + 1) if at < end < len(sentence) and closes else None


def _leads_to_source(sentence: Sentence, index: int, stated: bool) -> bool:
    token, following = sentence[index], sentence.tokens[index + 1 : index + 2]
    tags = token.tags
    if following and "statement" in following[0].tags and not is_break(token) and "say" not in tags:
        # وفق أحدث أرقام المفوضية
        return True
    if not tags and following and "body" in following[0].tags and not token.text.isascii() and not stated:
        # وفق قوائم وزارة الداخلية: the text of a body, whatever it is called.
        return not token.form.startswith("ال")
    first = token.word.first
    if stated and first is not None and first.aspect == "past" and first.enclitic:
        # بحسب إحصائية نشرها المركز
        return True
    near = sentence.tokens[index + 1 : index + 4]
    if "statement" in tags or ("article" in tags and any("statement" in other.tags for other in near)):
        # The final statistics of the agency.
        return True
    if not stated or is_break(token):
        return False
    return (
        tags.get("preposition") in ("of", "from", "about") or token.form == "by" or (token.kind == "word" and not tags)
    )


def _may_be_source(sentence: Sentence, span: tuple[int, int]) -> bool:
    """Whether a cited mention can state something: somebody, not a law, a plan or an agreement."""
    tokens = sentence.tokens[span[0] : span[1]]
    if any(tag in token.tags for token in tokens for tag in ("role", "title", "body", "place")):
        return True
    kinds = [concepts().heads[token.tags["head"]].kind for token in tokens if "head" in token.tags]
    return not kinds or kinds[0] != "instrument"


def _opens(sentence: Sentence, index: int) -> int | None:
    """The index after the token (that, a colon, a quotation mark) that opens what is said, if there is one near."""
    if "that" in sentence[index].tags:
        return index + 1
    for position in range(index + 1, min(len(sentence), index + _OPENS_WITHIN)):
        if not sentence.masks[position] & _OPENS_OR_ENDS:
            continue
        token = sentence[position]
        if "that" in token.tags and sentence[position - 1].form in _RUMOURS:
            return position + 1
        if _is_which(sentence, position):
            return None
        if is_mark(token, _OPENING) and not token.text.startswith(":") and _has_stated(sentence, index, position):
            return None
        if "that" in token.tags or is_mark(token, _OPENING):
            return position + 1
        if "say" in token.tags and token.text.isascii() and token.form in _NOUNS and _is_no_verb(sentence, position):
            continue
        speaks = "say" in token.tags and (_utters(token) or "carries" in token.tags)
        if "say" in token.tags and not speaks and _is_his(token):
            # نقلت الوكالة عن مصدر نفيه
            return position + 1
        if speaks or is_finite_verb(token) or "auxiliary" in token.tags or token.kind == "number":
            return None
    return None


def _has_stated(sentence: Sentence, index: int, position: int) -> bool:
    """Whether an Arabic noun behind a verb of saying states what is said (أعلن مقتل ستة «إرهابيين»)."""
    return not sentence[index].text.isascii() and any(
        "measure" in token.tags and "head" not in token.tags and aspect(token) is None
        for token in sentence.tokens[index + 1 : position]
    )


def _is_his_country(sentence: Sentence, mention: tuple[int, int]) -> bool:
    """Whether a mention is only the country of who speaks (بلاده)."""
    token = sentence[mention[0]]
    return mention[1] == mention[0] + 1 and token.form.rpartition(" ")[2] in _HIS_COUNTRY


def _points_at(sentence: Sentence, index: int) -> int | None:
    """Where begins what an Arabic text is said to point at (أشار التقرير إلى ارتفاع الإيرادات)."""
    following = sentence.tokens[index + 1 : index + 3]
    if len(following) < 2 or "statement" not in following[0].tags or not following[0].form.startswith("ال"):
        return None
    return index + 3 if following[1].tags.get("preposition") in ("to", "about") else None


def _is_his(token: Token) -> bool:
    """Whether an Arabic noun of saying has a pronoun behind it (نفيه, تأكيدها)."""
    first = token.word.first
    return first is not None and bool(first.enclitic) and first.aspect is None and not token.text.isascii()


def _is_which(sentence: Sentence, index: int) -> bool:
    """Whether an English `that` stands for which (a session that ran past midnight), not before what is said."""
    token, before = sentence[index], sentence[index - 1]
    if "that" not in token.tags or not token.text.isascii() or index + 1 >= len(sentence):
        return False
    noun = before.kind == "word" and "say" not in before.tags and "pronoun" not in before.tags
    if "statement" in before.tags or (noun and is_finite_verb(sentence[index + 1])):
        return True
    # Said after a session that ran past midnight.
    near = sentence.tokens[max(0, index - _WHICH_WITHIN) : index]
    led = any(tag in other.tags for other in near for tag in ("timing", "preposition", "clause"))
    return noun and led and not before.tags and not before.word.capitalised


def _is_lone_verb(sentence: Sentence, index: int) -> bool:
    return index + 1 >= len(sentence) or is_break(sentence[index + 1])
