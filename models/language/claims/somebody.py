"""A mention of somebody who speaks: where it begins and ends, and where in it the person's name stands.

Put here: offices, titles, bodies and names as stretches of tokens. Keep out: verbs of saying (`frames`), who is the
same as whom (`speakers`).
"""

from __future__ import annotations

from models.concepts import concepts
from models.language.claims.clauses import COMMAS, is_break, is_finite_verb, is_mark
from models.language.claims.nouns import begins_another
from models.language.lexicon import MARK, NUMBER, Sentence, Token, mask

SOURCES = ("role", "title", "body", "place", "head")
_MOST_WORDS = 14
_BOUNDING = mask(
    "that", "relative", "clause", "cite", "say", "negation", "modality", "timing", "today", "weekday", "daypart",
    "statement",
    "demonstrative", "condition", "auxiliary", "passive", "completed", "none", "agreed", "denial", "pronoun", "many",
    "some", "number_of", "comparator", "opinion", "yet",
)  # fmt: skip
_MAY_BOUND = _BOUNDING | NUMBER | MARK | mask("action", "measure", "preposition")
_SPEAKING = frozenset({"institution", "office", "group", "force"})
_OUTSIDE = frozenset(
    {"to", "on", "about", "with", "through", "in", "during", "against", "from", "by", "at", "between", "near"}
)
_MOST_NAMES = 5
_HOLDS = ("role", "body", "head", "qualifier")
_SHORT = 4
_SLASHES = frozenset("/|-*")
_ADVERBS = frozenset(
    {"since", "also", "further", "later", "then", "now", "already", "repeatedly", "again", "meanwhile"}
)
_NO_SUBJECT = ("preposition", "clause", "relative", "timing", "pronoun", "cite")
_POSSESSIVES = frozenset({"its", "his", "her", "their", "whose"})
_ASIDE_WITHIN = 40
_LONGEST_SUBJECT = 9
_SPOKEN_TO = frozenset({"me", "us", "him", "them"})
_RANKS = frozenset({"prince", "princess", "king", "queen", "emir", "sheikh", "senator"})
# Who he is stands behind such a word: a diplomat briefed on the talks.
_KNOWING = frozenset({"briefed", "familiar", "involved", "privy", "informed"})
_OPENING = frozenset(':“«"')
_OFFICE_WITHIN = 9
# Endings of verbal nouns, and of plurals, that no given name and no name of a family has.
_NO_GIVEN = ("ة", "ات", "ا", "اً")
# What only the accusative of an indefinite noun or adverb ends in (رسمياً).
_ADVERBIAL = ("اً", "ًا")
_NO_FAMILY = ("ات", "يه", "ين")
_CHILD_OF = frozenset({"بن", "ابن", "بنت"})
# What is no given name: an office, a title, a body, a place, a word between.
_OFFICES = frozenset({"role", "title", "body", "place", "preposition", "qualifier"})
# Offices that are held for a place or a list (النائب عن محافظة نينوى).
# Tags of words that are names besides.
_NAMES = frozenset({"given", "kin"})
_ALSO_FAMILIES = frozenset({"noise", "qualifier", "issues", "place"})
# What a source without a name has done, right behind him (مصدر وزاري اطلع على الملف).
_HAS_DONE = frozenset(
    {"اطلع", "اطلعت", "فضل", "فضلت", "رفض", "رفضت", "اشترط", "اشترطت", "طلب", "طلبت", "تحدث", "تحدثت"}
)
# What stands in no name: a day, a preposition with its pronoun (يتمتع به الرئيس).
_NO_NAMES = frozenset(
    {"يوم", "به", "بها", "بهم", "فيه", "فيها", "له", "لها", "لهم", "عليه", "عليها", "منه", "عنه", "عنها"}
)
# Bodies that are told, not spoken for (قال المدير لوكالة دجلة; but المدير العام لمكتب الصحة).
_MEDIA = frozenset({"وكاله", "قناه", "صحيفه", "اذاعه", "راديو", "تلفزيون", "موقع", "شبكه", "جريده", "مجله"})
_SENT = frozenset({"envoy", "ambassador", "representative"})
_ELECTED = frozenset({"lawmaker", "member", "representative"})


def mention_after(sentence: Sentence, start: int) -> tuple[int, int] | None:
    """The mention that begins at a token: (first, last exclusive)."""
    end = start
    while end < min(len(sentence), start + _MOST_WORDS):
        token = sentence[end]
        if end > start and _stays_in_name(sentence, start, end):
            end += 1
            continue
        if _is_named_for(sentence, start, end):
            end += 1
            while end < len(sentence) and sentence[end].form.startswith("وال"):
                end += 1
            continue
        held = token.text.startswith("لل") and (end == start or _is_led(sentence, start, end)) and _is_held(token)
        if (_bounds_mention(token) and not held) or (end > start and _is_past_mention(sentence, start, end)):
            break
        end += 1
    while end > start and (is_break(sentence[end - 1]) or sentence[end - 1].text in _SLASHES):
        end -= 1
    if end <= start or _opens_with_noun(sentence, start, end):
        return None
    if not sentence[start].text.isascii() and name_at(sentence.tokens[start:end]) is None:
        end = _to_name(sentence, start, end)
    return (start, end) if is_somebody(sentence, start, end) else None


def _stays_in_name(sentence: Sentence, start: int, index: int) -> bool:
    """Whether a word goes on with who is named before it, whatever it is by itself: a genitive, a father, a place."""
    token, before = sentence[index], sentence[index - 1]
    if (before.form == "بن" and token.kind == "word") or token.form == "للانباء":
        return True
    in_name = _is_construct(before) and _may_be_genitive(token)
    return in_name or _continues_name(sentence, index, start) or _goes_on_in(sentence, index, start)


def _is_past_mention(sentence: Sentence, start: int, index: int) -> bool:
    """Whether who is named has ended before a word: it is told, acted on, done or said by him, or tells how."""
    token, before = sentence[index], sentence[index - 1]
    if token.form in _HAS_DONE or _is_no_name(token, before) or _is_addressed(token, before):
        return True
    if is_finite_verb(token) and not is_unlikely_verb(token):
        return True
    if _is_another(sentence, index) or _begins_object(sentence, start, index) or _is_adverb(sentence, start, index):
        return True
    return _is_past_name(sentence, index, start)


def _is_no_name(token: Token, before: Token) -> bool:
    """Whether a word behind a name is none: a day, a verb's pronoun (يتمتع به الرئيس; but الحكومة المعترف بها)."""
    return token.form in _NO_NAMES and (token.form == "يوم" or not before.form.startswith("ال"))


def _is_adverb(sentence: Sentence, start: int, index: int) -> bool:
    """Whether an unknown Arabic word is an adverb behind who speaks (إيران رسمياً); but مصدراً طبياً."""
    token = sentence[index]
    if token.tags or not token.text.endswith(_ADVERBIAL) or index == start:
        return False
    before = sentence[index - 1]
    return any(tag in before.tags for tag in SOURCES) and not before.text.endswith(_ADVERBIAL)


def _is_named_for(sentence: Sentence, start: int, index: int) -> bool:
    """Whether لل opens what an Arabic body is for (الجهاز المركزي للتعبئة, الهيئة العامة للسياحة), no one it tells."""
    token = sentence[index]
    told = token.form.removeprefix("لل") in _MEDIA or _are_people(token)
    if index == start or not token.text.startswith("لل") or told:
        return False
    before = sentence[index - 1]
    body = before if " " in before.form else sentence[max(start, index - 2)]
    described = body is before or index - start >= 2
    return described and "body" in body.tags and "role" not in before.tags and before.form.startswith("ال")


def _to_name(sentence: Sentence, start: int, end: int) -> int:
    """The end of the name behind a long Arabic office (القيادي في «تنسيقية المقاومة» حيدر الموسوي); else `end`."""
    if not any("role" in token.tags or _is_person(token) for token in sentence.tokens[start:end]):
        return end
    if sentence[start].tags.get("role") == "source":
        return end
    closing = sentence[end - 1]
    led = not closing.tags and closing.form.startswith("ال")
    quoted = False
    for index in range(end, min(len(sentence) - 1, end + _OFFICE_WITHIN)):
        token = sentence[index]
        titled = "title" in token.tags or is_mark(token, COMMAS)
        if titled and "title" in sentence[index + is_mark(token, COMMAS)].tags:
            return _name_end(sentence, index + 1 + is_mark(token, COMMAS), titled=True) or end
        quoted = quoted != (token.kind == "tie")
        plain = token.kind == "word" and not token.tags.keys() - _NAMES and not quoted
        if led and plain and (last := _name_end(sentence, index)) is not None:
            return last if _reads_as_name(sentence, index, last) else end
        # عضو في حزب الرئيس فلان: the president has the name.
        another = "role" in token.tags and index > end
        if another or not (quoted or _stays_in_office(sentence, index)):
            return end
        led = led or token.text.startswith("لل") or "preposition" in token.tags or index > end
        led = led or any(tag in token.tags for tag in ("action", "affairs"))
    return end


def _stays_in_office(sentence: Sentence, index: int) -> bool:
    """Whether a word behind an Arabic office says which one it is (في «التنسيقية», للشركة, على المركز, المكلف)."""
    token, tags = sentence[index], sentence[index].tags
    if token.kind == "tie":
        return True
    if token.kind != "word" or is_finite_verb(token):
        return False
    if "preposition" in tags:
        return tags["preposition"] in ("in", "from", "about", "on") and not token.word.proclitics
    held = any(tag in tags for tag in ("head", "body", "qualifier", "place", "affairs", "portfolio"))
    if token.word.mask & _BOUNDING and not (held and "say" not in tags):
        return False
    definite = token.form.startswith(("ال", "لل"))
    if "action" in tags or "measure" in tags:
        return definite and (held or _is_construct(sentence[index - 1]) or "affairs" in sentence[index - 1].tags)
    return held or definite or "«" in sentence[index - 1].text or '"' in sentence[index - 1].text


def _name_end(sentence: Sentence, index: int, titled: bool = False) -> int | None:
    """The end of an Arabic name of two words or more that begins at a token."""
    last = index
    while last < len(sentence) and last - index < _MOST_NAMES:
        token = sentence[last]
        kin = last + 1 < len(sentence) and "kin" in sentence[last + 1].tags
        named = titled and (kin or (token.form.startswith("ال") and not token.tags.keys() - _ALSO_FAMILIES))
        if not (_may_be_name(token, latin=False) or (named and token.kind == "word")):
            break
        if last - index >= 2 and _is_past_name(sentence, last, index):
            break
        last += 1
    return last if last - index >= 2 else None


def _reads_as_name(sentence: Sentence, first: int, last: int) -> bool:
    """Whether unknown Arabic words behind an office are a name (حيدر الموسوي), not what is said (سلامة الإجراءات)."""
    one, end = sentence[first].form, sentence[last - 1].form
    if one.startswith(("ال", "وال", "لل")) or sentence[first].text.endswith(_NO_GIVEN) or end.endswith(_NO_FAMILY):
        return False
    kin = any("kin" in token.tags for token in sentence.tokens[first:last])
    return kin or end.startswith(("ال", "عبد")) or last >= len(sentence) or _bounds_mention(sentence[last])


def _is_person(token: Token) -> bool:
    """Whether a definite Arabic noun is somebody who may speak (الضابط, القيادي)."""
    head = token.tags.get("head")
    if head is None or not token.form.startswith("ال"):
        return False
    return concepts().heads[head].unit == "person" or concepts().heads[head].kind == "office"


def _are_people(token: Token) -> bool:
    """Whether a definite Arabic plural is people (المواطنين)."""
    plural = any(reading.number == "pl" for reading in token.word.readings)
    return plural and "role" not in token.tags and _is_person(token)


def _is_construct(token: Token) -> bool:
    """Whether an Arabic noun waits for its genitive (دائرة الإحصاءات)."""
    institution = "body" in token.tags or "head" in token.tags
    return institution and not token.text.isascii() and not token.form.startswith("ال")


def _may_be_genitive(token: Token) -> bool:
    """Whether a word behind a construct is a part of its name (دائرة الإحصاءات, جبهة الإنقاذ)."""
    if "statement" in token.tags:
        return True
    return token.form.startswith("ال") and ("action" in token.tags or "measure" in token.tags)


def _opens_with_noun(sentence: Sentence, start: int, end: int) -> bool:
    """Whether an Arabic stretch is what somebody felt or did (أكد حرص الحكومة, جدد إدانة المملكة), not who speaks."""
    first = sentence[start]
    if end - start < 2 or first.text.isascii() or first.tags or first.form.startswith("ال"):
        return False
    following = sentence[start + 1].tags
    return any(tag in following for tag in ("head", "body", "place")) and "title" not in following


def mention_before(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The subject before a verb, with its apposition: the spokesman, Col. James Whitfield, said."""
    aside = _before_comma_aside(sentence, index)
    if aside is not None:
        return aside
    end = index
    while end and (is_mark(sentence[end - 1], COMMAS) or carries_tense(sentence[end - 1])):
        end -= 1
    if end and sentence[end - 1].tags.get("joins") == "and":
        return None
    end = _before_relative(sentence, _before_citing(sentence, end), index)
    start = _segment_start(sentence, end)
    if start and "relative" in sentence[start - 1].tags and not sentence[start - 1].text.isascii():
        # القصر، الذي يقيم فيه الرئيس، قال: whoever says it.
        return None
    if start > 1 and sentence[start - 2].form in _KNOWING and "preposition" in sentence[start - 1].tags:
        start = _segment_start(sentence, start - 2)
    if start < end and not is_somebody(sentence, start, end) and start and is_mark(sentence[start - 1], COMMAS):
        # The council, a body led by lawyers, put the toll at 41.
        earlier = _segment_start(sentence, start - 1)
        if "article" in sentence[start].tags and earlier < start - 1 and is_somebody(sentence, earlier, start - 1):
            return earlier, start - 1
    if start == end or not (is_somebody(sentence, start, end) or _is_anybody(sentence, start, end)):
        return _before_aside(sentence, index)
    if start and is_mark(sentence[start - 1], COMMAS):
        earlier = _segment_start(sentence, start - 1)
        opens = earlier == 0 or is_break(sentence[earlier - 1]) or "clause" in sentence[earlier - 1].tags
        if (
            earlier < start - 1
            and opens
            and _is_body(sentence, earlier, start - 1)
            and "article" in sentence[start].tags
        ):
            # UNRWA, the agency for refugees, said.
            return earlier, start - 1
        if earlier < start - 1 and opens and _are_one(sentence, (earlier, start - 1), (start, end)):
            return earlier, end
    return start, end


def carries_tense(token: Token) -> bool:
    """Whether a word between subject and verb only carries tense, or tells when (has said, also said, قد أعلنت)."""
    adverb = token.form in _ADVERBS and token.text.islower()
    return adverb or "auxiliary" in token.tags or token.tags.get("modality") == "perhaps"


def _before_comma_aside(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """An English subject before an aside between commas (the ministry, in a note handed over, said; X, an MP, said)."""
    close = index - 1
    while close > 0 and carries_tense(sentence[close]):
        close -= 1
    if close < 2 or not sentence[index].text.isascii() or not is_mark(sentence[close], COMMAS):
        return None
    begin = close
    commas: list[int] = []
    while begin > 0 and close - begin < _ASIDE_WITHIN:
        before = sentence[begin - 1]
        if is_mark(before, COMMAS):
            opening = sentence[begin].tags
            if opening.get("joins") == "and" or ("clause" in opening and "occasion" not in opening):
                begin += 1
                break
            commas.append(begin - 1)
        elif is_break(before) or "that" in before.tags:
            break
        begin -= 1
    for comma in reversed(commas):
        first = begin
        begin = comma + 1
        if comma <= first or comma - first > _LONGEST_SUBJECT or not _opens_aside(sentence, comma + 1):
            continue
        held = sentence.tokens[first:comma]
        verb = any(is_finite_verb(token) or "auxiliary" in token.tags for token in held)
        if verb or _may_not_open(held[0]) or not _may_speak(sentence, first, comma):
            continue
        aside = sentence.tokens[comma + 1 : close]
        named = _is_name(held) and held[0].word.capitalised
        office = any("role" in token.tags for token in aside) and not any(is_break(token) for token in aside)
        whose = "article" in aside[0].tags or aside[0].form in _POSSESSIVES
        if (
            whose
            and any("body" in token.tags for token in aside[-2:])
            and not office
            and not _is_body(sentence, first, comma)
        ):
            office = named
        return (first, close if named and office and whose else comma)
    return None


def _may_speak(sentence: Sentence, first: int, last: int) -> bool:
    tokens = sentence.tokens[first:last]
    person = any("head" in token.tags and concepts().heads[token.tags["head"]].unit == "person" for token in tokens)
    return person or _is_name(tokens) or is_somebody(sentence, first, last)


def _opens_aside(sentence: Sentence, index: int) -> bool:
    token = sentence[index]
    tags = token.tags
    if token.kind == "number" or token.form in _POSSESSIVES or token.form.endswith(("ing", "ed")):
        return True
    return any(tag in tags for tag in ("article", "preposition", "relative", "occasion", "some", "timing", "cite"))


def _may_not_open(token: Token) -> bool:
    """Whether no English subject opens with the word (On Monday, …)."""
    return token.kind != "word" or any(tag in token.tags for tag in _NO_SUBJECT)


def _is_name(tokens: list[Token]) -> bool:
    """Whether English words are a capitalised name, or one with `of` in it (Sons of the Twentieth)."""
    first, last = tokens[0], tokens[-1]
    capitals = first.text[:1].isupper() and (last.text[:1].isupper() or last.text.startswith(("al-", "el-")))
    return first.kind == last.kind == "word" and capitals


def _before_aside(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """An Arabic subject before an aside about himself (مصدر طبي، طلب عدم ذكر اسمه، قال)."""
    if index == 0 or sentence[index].text.isascii() or not is_mark(sentence[index - 1], COMMAS):
        return None
    for position in range(index - 2, max(0, index - _MOST_WORDS), -1):
        if is_mark(sentence[position], COMMAS):
            start = _segment_start(sentence, position)
            held = any("role" in token.tags for token in sentence.tokens[start:position])
            return (start, position) if held else None
    return None


def _is_body(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a short English stretch is a body by its name."""
    tokens = sentence.tokens[first:last]
    named = "body" in tokens[-1].tags and "role" not in tokens[-1].tags and tokens[-1].word.capitalised
    return named and len(tokens) <= 3 and tokens[0].text.isascii()


def _before_relative(sentence: Sentence, end: int, index: int) -> int:
    """The end of an English subject before an aside about him (the official, who declined to be named, said)."""
    if not index or not sentence[index - 1].text.isascii() or not is_mark(sentence[index - 1], COMMAS):
        return end
    for position in range(end - 1, max(0, end - _MOST_WORDS), -1):
        if is_mark(sentence[position], COMMAS):
            return position if "relative" in sentence[position + 1].tags else end
    return end


def _before_citing(sentence: Sentence, end: int) -> int:
    """The end of the subject before an aside that cites a text (Washington, citing reports, said)."""
    for position in range(end - 1, max(0, end - _MOST_WORDS), -1):
        if is_break(sentence[position]):
            return position if "cite" in sentence[position + 1].tags else end
    return end


def _is_anybody(sentence: Sentence, first: int, last: int) -> bool:
    """Whether an English subject of a verb of saying speaks though no lexicon knows it (traders, a man at the gate)."""
    tokens = sentence.tokens[first:last]
    if not tokens[0].text.isascii() or any(token.kind != "word" for token in tokens):
        return False
    if tokens[0].form in _SPOKEN_TO or tokens[-1].form in _SPOKEN_TO:
        return False
    counted = (concepts().heads[token.tags["head"]].unit for token in tokens if "head" in token.tags)
    return any(not token.tags for token in tokens) or "person" in counted


def is_somebody(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a stretch names a person or a body: an office, a title, an institution, a country, or a bare name."""
    tokens = sentence.tokens[first:last]
    if any(tag in token.tags for token in tokens for tag in ("role", "title", "body")):
        return True
    if any("place" in token.tags for token in (tokens if tokens[0].text.isascii() else tokens[:1])):
        return True
    tokens = tokens[1:] if len(tokens) > 1 and "article" in tokens[0].tags else tokens
    if any("head" in token.tags and concepts().heads[token.tags["head"]].kind in _SPEAKING for token in tokens):
        return True
    latin = tokens[0].text.isascii()
    names = [
        token
        for token in tokens
        if token.kind == "word" and (not token.tags or not (latin or token.tags.keys() - _NAMES))
    ]
    if tokens[0].text.isascii() and (name_at(tokens) or 0) > 0:
        return True
    if _is_person(tokens[0]) and len(names) == len(tokens) - 1 <= 3:
        # الصحافي الحطامي
        return bool(names) or _opens_plainly(sentence, last, alone=True)
    if not names or len(names) != len(tokens) or len(tokens) > 4:
        return False
    if names[0].text.isascii():
        return all(token.word.capitalised for token in names)
    if len(names) >= 2 and last + 1 < len(sentence):
        # كشف رشيد بوقرة، المدير العام; نفى هادي المقطري عضو الوفد
        held = sentence[last + is_mark(sentence[last], COMMAS)].tags
        whose = "pronoun" in held and last + 1 < len(sentence) and "role" in sentence[last + 1].tags
        if "role" in held or "title" in held or whose:
            return True
    family = len(names) == 1 and names[0].form.startswith("ال") and names[0].form.endswith("ي")
    return family or _opens_plainly(sentence, last, alone=len(names) == 1)


def named_before_office(sentence: Sentence, index: int) -> tuple[int, int, int] | None:
    """A name and a comma before an office: first and end of the name, and where the office begins (سامر، مدير الري)."""
    office = index
    latin = sentence[index].text.isascii()
    while latin and office and not is_break(sentence[office - 1]) and index - office < _MOST_NAMES:
        office -= 1
    end = office - 1
    if end < 2 or not is_mark(sentence[end], COMMAS) or "cite" in sentence[office].tags:
        return None
    first = end
    while first and end - first < _MOST_NAMES and _is_of_name(sentence[first - 1], latin):
        first -= 1
    known = sum(not token.tags for token in sentence.tokens[first:end])
    return (first, end, office) if end - first >= 2 and known else None


def _is_of_name(token: Token, latin: bool) -> bool:
    if "title" in token.tags:
        return True
    return _may_be_name(token, latin) and (not latin or not token.tags)


def name_at(tokens: list[Token]) -> int | None:
    """Where in a mention the person's name begins: at a title, or at the words that no lexicon knows, at its end."""
    if tokens[0].tags.get("role") == "source" and not tokens[0].text.isascii():
        return None
    for index, token in enumerate(tokens[:-1]):
        ranked = token.form in _RANKS and token.text[:1].isupper() and tokens[index + 1].text[:1].isupper()
        if "title" in token.tags or (ranked and not tokens[index + 1].tags):
            return index
    latin = tokens[-1].text.isascii()
    first = len(tokens)
    while first > 0 and (_may_be_name(tokens[first - 1], latin) or _is_father(tokens, first - 1)):
        first -= 1
    if not latin and first == len(tokens) - 1 and _is_given_by_place(tokens, first - 1):
        first -= 1
    # An adjective of the office before the name (عضو اللجنة النيابية مهدي العكيلي).
    while not latin and 0 < first < len(tokens) - 2 and tokens[first].form.startswith(("ال", "وال", "بال")):
        first += 1
    if not latin and 0 < first < len(tokens) and _is_whose(tokens[first]):
        # عضو وفدها التفاوضي
        first += 2
    if not latin and 0 < first < len(tokens) and tokens[first].form.startswith("وال"):
        # مركز الإغاثة والأعمال الإنسانية
        return None
    length = len(tokens) - first
    if latin and 0 < first < len(tokens) and tokens[first - 1].tags.get("preposition") == "of":
        # The Government of National Unity is no person.
        return None
    if first == 0:
        return 0 if length else None
    return first if length >= 2 else None


def _is_father(tokens: list[Token], index: int) -> bool:
    """Whether a word stands behind an Arabic `son of`, and so is a name whatever it is by itself (خالد بن مرضي)."""
    return index > 0 and tokens[index - 1].form in _CHILD_OF


def _is_given_by_place(tokens: list[Token], index: int) -> bool:
    """Whether a known word is a given name, since it stands between a definite body and a family's name.

    قيادة العمليات المشتركة تحسين الخفاجي: no genitive follows a definite noun.
    """
    if index < 1:
        return False
    token, before, family = tokens[index], tokens[index - 1], tokens[index + 1]
    definite = before.form.rpartition(" ")[2].startswith("ال") or "place" in before.tags
    plain = token.kind == "word" and not token.form.startswith("ال") and not token.tags.keys() & _OFFICES
    return definite and plain and not family.tags and family.form.startswith("ال") and family.form.endswith("ي")


def _is_whose(token: Token) -> bool:
    """Whether an unknown Arabic word ends in a pronoun (وفدها): no name."""
    return len(token.form) > _SHORT and token.form.endswith(("ها", "هم", "نا"))


def _segment_start(sentence: Sentence, end: int) -> int:
    start = end
    while start > max(0, end - _MOST_WORDS):
        token = sentence[start - 1]
        if (_bounds_mention(token) and not _is_inside(token)) or is_finite_verb(token):
            break
        start -= 1
    while start < end and (_is_inside(sentence[start]) or "joins" in sentence[start].tags):
        start += 1
    return start


def _is_inside(token: Token) -> bool:
    """Whether an English preposition may stand within a mention (a lawmaker from Anbar)."""
    return token.text.isascii() and token.tags.get("preposition") in ("from", "with", "in", "to", "at", "for")


def _are_one(sentence: Sentence, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether an office and a name stand side by side: two segments, of which just one names a person."""
    if not is_somebody(sentence, *one):
        return False
    first, second = sentence.tokens[one[0] : one[1]], sentence.tokens[other[0] : other[1]]
    return (name_at(first) == 0) != (name_at(second) == 0)


def _continues_name(sentence: Sentence, index: int, start: int) -> bool:
    """A comma inside a mention: between an office and the titled name that holds it."""
    token = sentence[index]
    if index == start or not is_mark(token, COMMAS) or index + 1 >= len(sentence):
        return False
    if "title" in sentence[index + 1].tags:
        return True
    # An office, then the bare name that holds it, up to the next boundary.
    end = index + 1
    while end < len(sentence) and sentence[end].kind == "word" and _may_be_name(sentence[end], latin=False):
        end += 1
    bounded = end < len(sentence) and (is_break(sentence[end]) or _bounds_mention(sentence[end]))
    held = any("role" in other.tags for other in sentence.tokens[start:index])
    return held and bounded and 2 <= end - index - 1 <= 4


def _goes_on_in(sentence: Sentence, index: int, start: int) -> bool:
    """Whether a preposition stays within a mention: where an office is held (مصدر في الشرطة, النائب عن نينوى)."""
    token = sentence[index]
    preposition = token.tags.get("preposition")
    if preposition not in ("in", "from", "about", "to", "near") or index + 1 >= len(sentence) or token.word.proclitics:
        return False
    roles = [other.tags["role"] for other in sentence.tokens[start:index] if "role" in other.tags]
    following = sentence[index + 1].tags
    held = any(tag in following for tag in ("body", "head", "place")) and "statement" not in following
    if not roles or not held or any("title" in other.tags for other in sentence.tokens[start:index]):
        return False
    if preposition == "to":
        return roles[-1] in _SENT
    return preposition != "about" or roles[-1] in _ELECTED


def _is_held(token: Token) -> bool:
    """Whether a word names an office or a body (وفقا للمصدر)."""
    return token.tags.get("head") != "journalist" and any(tag in token.tags for tag in _HOLDS)


def _is_led(sentence: Sentence, start: int, index: int) -> bool:
    """Whether a body under لـ belongs to an office (رئيس اللجنة التابعة للحوثيين); the media are told."""
    roles = any("role" in token.tags for token in sentence.tokens[start:index])
    return roles and sentence[index].form.removeprefix("لل") not in _MEDIA


def _is_past_name(sentence: Sentence, index: int, start: int) -> bool:
    """Whether an Arabic name has ended before this word: an indefinite word of no name after a definite one of it."""
    token, before = sentence[index], sentence[index - 1]
    if token.text.isascii() or token.kind != "word" or index - 2 < start or not _may_be_name(before, latin=False):
        return False
    names = 0
    while names < index - start and _may_be_name(sentence[index - 1 - names], latin=False):
        names += 1
    if names - sum("kin" in other.tags for other in sentence.tokens[index - names : index]) >= _MOST_NAMES:
        return True
    tied = "kin" in before.tags or "kin" in sentence[index - 2].tags
    whole = names >= 2 and before.form.startswith("ال") and not tied
    return whole and not token.form.startswith("ال") and "kin" not in token.tags


def _is_another(sentence: Sentence, index: int) -> bool:
    """Whether a noun is who is spoken to (دعا نواب من المعارضة الحكومة), not a part of who speaks."""
    token, before = sentence[index], sentence[index - 1]
    if "role" in token.tags or "title" in token.tags:
        return False
    return begins_another(sentence, index) or (before.form.startswith("ال") and _are_people(token))


def _is_addressed(token: Token, before: Token) -> bool:
    """Whether a body stands under لـ (قال المصدر لوكالة دجلة): it is told, and speaks not."""
    told = "body" in token.tags and bool(token.word.readings) and "li" in token.word.readings[0].proclitics
    return told and ("role" not in before.tags or token.form.removeprefix("ل") in _MEDIA)


def is_told(token: Token) -> bool:
    """Whether a body under لـ right behind a verb of saying is told (كشف لمجلتنا)."""
    first = token.word.first if token.kind == "word" and not token.text.isascii() else None
    return first is not None and "body" in token.tags and "li" in first.proclitics and not token.text.startswith("لل")


def _begins_object(sentence: Sentence, start: int, index: int) -> bool:
    """Whether an indefinite noun behind a body is what it stresses (أكدت وزارة العمل أحقية المقيمين), no part of it."""
    token = sentence[index]
    if index == start or token.text.isascii() or token.tags or token.kind != "word" or token.form.startswith("ال"):
        return False
    named = sentence.tokens[start:index]
    held = any(tag in other.tags for other in named for tag in ("role", "title", "given"))
    following = sentence[index + 1] if index + 1 < len(sentence) else None
    if "body" in sentence[start].tags and not held and sentence[index - 1].form.startswith("ال"):
        return True
    genitive = following is not None and following.form.startswith("ال") and "preposition" not in following.tags
    return genitive and index == start + 1 and sentence[start].tags.get("role") == "source"


def _bounds_mention(token: Token) -> bool:
    tags, kinds = token.tags, token.word.mask
    if is_break(token) or kinds & NUMBER or token.text.startswith("لل"):
        return True
    if not kinds & _MAY_BOUND or is_unlikely_verb(token):
        return False
    bounds = kinds & _BOUNDING and not ("none" in tags and "head" in tags)
    if bounds and "kin" not in tags and not _is_given(token):
        return True
    if ("action" in tags or "measure" in tags) and "head" not in tags and "qualifier" not in tags:
        return True
    return tags.get("preposition") in _OUTSIDE


def _is_occasion(sentence: Sentence, index: int) -> bool:
    """Whether what stands behind an Arabic name is where or to whom he said it (في بيان, للصحفيين, لوكالة المرفأ)."""
    token, before = sentence[index], sentence[index - 1]
    if token.text.isascii() or before.text.endswith(_NO_GIVEN):
        return False
    if token.form.startswith("للصح") or is_told(token):
        return True
    return (
        token.tags.get("preposition") == "in" and index + 1 < len(sentence) and "statement" in sentence[index + 1].tags
    )


def _opens_plainly(sentence: Sentence, index: int, alone: bool) -> bool:
    """Whether `that` or a mark opens speech at the index: then even unknown words before it speak.

    Two of them also before إلى (أشار سامر الكناني إلى أن); one `alone` may be what is pointed at (لفت النظر إلى أن).
    """
    day = index
    while day < len(sentence) and any(tag in sentence[day].tags for tag in ("weekday", "today", "period", "daypart")):
        day += 1
    if not alone and 0 < day < len(sentence) and _is_occasion(sentence, day):
        return True
    for token in sentence.tokens[day : day + 2]:
        if "that" in token.tags or is_mark(token, _OPENING):
            return True
        if alone or "preposition" not in token.tags:
            return False
    return False


def _may_be_name(token: Token, latin: bool) -> bool:
    if token.kind != "word":
        return False
    if latin:
        return token.word.capitalised and not any(tag in token.tags for tag in ("role", "head", "qualifier", "body"))
    return not token.tags or "given" in token.tags or _is_given(token) or is_unlikely_verb(token)


def is_unlikely_verb(token: Token) -> bool:
    """Whether an Arabic word is a verb of ours only by its letters, as نخلة (we clear it) is: a name."""
    readings = token.word.readings
    return bool(token.word.is_finite and readings[0].aspect == "present") and all(
        r.aspect == "present" and r.person == "1" and (r.enclitic or r.number is None) for r in readings
    )


def _is_given(token: Token) -> bool:
    """Whether a weekday's name without its article is a given name (جمعة, خميس)."""
    readings = token.word.readings
    return "weekday" in token.tags and bool(readings) and not readings[0].proclitics and not token.text.isascii()
