"""Whose words a statement is: who says it, in which office, and through whom.

Frames of speech (a verb of saying with its subject, or `according to` with its source) are found in every sentence;
later mentions by surname or office are resolved to the fullest mention of the article. Put here: attribution. Keep out:
what is said.
"""

from __future__ import annotations

from dataclasses import dataclass

from models.claim import Attribution
from models.concepts import concepts
from models.language.claims.clauses import (
    OPENING_QUOTES,
    STRAIGHT_QUOTES,
    Layout,
    is_break,
    is_finite_verb,
    is_mark,
)
from models.language.lexicon import Sentence, Token
from models.language.text import fold

_MOST_WORDS = 14
_COMMAS = frozenset("،,")
_QUOTES = OPENING_QUOTES | STRAIGHT_QUOTES
# Verbs of deciding make no speaker: the act itself is the news.
_NOT_SAYING = frozenset({"decided", "agreed"})
_LEADING = frozenset("وفبل")


@dataclass(frozen=True, slots=True)
class Speaker:
    """A mention of somebody who speaks: `name` may be None (a bare office), `role` may be None (a bare name)."""

    text: str
    name: str | None
    role: str | None

    @property
    def shown(self) -> str:
        """The name where there is one, else the whole mention."""
        return self.name or self.text


@dataclass(frozen=True, slots=True)
class Source:
    """Who stands behind a statement: `speaker` originated it, `via` relayed it, `verb` is the kind of saying."""

    speaker: Speaker | None = None
    via: Speaker | None = None
    verb: str | None = None

    def attribution(self, quoted: bool) -> Attribution:
        """Direct within a quotation, indirect with a speaker, else the outlet's own words."""
        if self.speaker is None:
            return Attribution.OUTLET
        return Attribution.DIRECT if quoted else Attribution.INDIRECT


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


OUTLET = Source()


class Speakers:
    """The speakers of one article: reads its frames once, then says who stands behind any token."""

    def __init__(self, text: str, sentences: list[Sentence], layouts: list[Layout]) -> None:
        self._text = text
        self._sentences = sentences
        self._layouts = layouts
        self._frames = [find_frames(sentence) for sentence in sentences]
        self._known: list[Speaker] = []
        for sentence, frames in zip(sentences, self._frames, strict=True):
            for frame in frames:
                for span in (frame.mention, frame.relay):
                    if span is not None:
                        self._remember(self._read(sentence, span))
        self._sources = self._attribute()

    def source(self, sentence: int, token: int) -> Source:
        """Who stands behind the words at a token of a sentence."""
        return self._sources[sentence][token]

    def _attribute(self) -> list[list[Source]]:
        everything: list[list[Source]] = []
        current: Source | None = None
        open_before = False
        for sentence, layout, frames in zip(self._sentences, self._layouts, self._frames, strict=True):
            goes_on = open_before or (not frames and is_mark(sentence[0], _QUOTES))
            running = current if goes_on and current is not None else OUTLET
            sources = [running] * len(sentence)
            begin = 0
            for frame in frames:
                source = self._source(sentence, frame, current)
                if source is None:
                    continue
                if frame.nested:
                    relayed = Source(source.speaker, sources[frame.first].speaker, source.verb)
                    for index in range(frame.last, _segment_end(sentence, frame.last)):
                        sources[index] = relayed
                    continue
                first, last = (begin, frame.first) if frame.before else (frame.last, len(sentence))
                for index in range(first, last):
                    sources[index] = source
                if frame.before:
                    begin = frame.last
                if source.speaker is not None and source.verb not in _NOT_SAYING:
                    current = source if source.via is None else Source(source.via, None, source.verb)
            everything.append(sources)
            open_before = layout.still_open
        return everything

    def _source(self, sentence: Sentence, frame: Frame, current: Source | None) -> Source | None:
        if frame.verb in _NOT_SAYING:
            return None
        speaker = None if frame.mention is None else self._resolve(self._read(sentence, frame.mention))
        relay = None if frame.relay is None else self._resolve(self._read(sentence, frame.relay))
        if speaker is None and current is not None:
            speaker = current.speaker
        if speaker is None:
            return None
        return Source(speaker, relay, frame.verb)

    def _read(self, sentence: Sentence, span: tuple[int, int]) -> Speaker:
        first, last = span
        tokens = [token for token in sentence.tokens[first:last] if "anaphoric" not in token.tags]
        start = tokens[0].start + _leading(tokens[0])
        text = self._text[start : tokens[-1].end]
        comma = next((i for i, token in enumerate(tokens) if is_mark(token, _COMMAS)), None)
        if comma is not None and _name_at(tokens[:comma]) == 0:
            role = self._text[tokens[comma + 1].start : tokens[-1].end]
            return Speaker(text, self._text[start : tokens[comma - 1].end], role)
        name_at = _name_at(tokens)
        if name_at is None:
            return Speaker(text, None, text if any("role" in token.tags for token in tokens) else None)
        name_start = start if name_at == 0 else tokens[name_at].start
        name = self._text[name_start : tokens[-1].end]
        role_end = next((t.end for t in reversed(tokens[:name_at]) if not is_break(t)), start)
        return Speaker(text, name, self._text[start:role_end] or None)

    def _remember(self, speaker: Speaker) -> None:
        if speaker not in self._known:
            self._known.append(speaker)

    def _resolve(self, speaker: Speaker) -> Speaker:
        """The fullest mention of the same person or body in the article."""
        words = _words(speaker.name or speaker.text)
        best = speaker
        for other in self._known:
            other_words = _words(other.name or other.text)
            if speaker.name is None and other.name is not None:
                held = speaker.role is not None and other.role is not None
                matches = held and _same_role(_words(speaker.text), _words(other.role or ""))
            else:
                matches = words <= other_words
            if matches and _fullness(other) > _fullness(best):
                best = other
        return best


def find_frames(sentence: Sentence) -> list[Frame]:
    """The frames of speech of a sentence, in order."""
    frames: list[Frame] = []
    index = 0
    while index < len(sentence):
        token = sentence[index]
        frame = None
        if "cite" in token.tags:
            frame = _citation(sentence, index)
        elif "say" in token.tags and (_utters(token) or "carries" in token.tags or "that" in token.tags):
            frame = _speech(sentence, index)
        elif "carries" in token.tags:
            frame = Frame(index, index + 1, None, None, "said", carries=True, before=True)
        if frame is None:
            index += 1
        else:
            frames.append(frame)
            index = max(frame.last, index + 1)
    return frames


def _speech(sentence: Sentence, index: int) -> Frame | None:
    """A verb of saying: its subject after it (قال فلان إن) or before it (X said that); None where it is negated."""
    token = sentence[index]
    if index and "negation" in sentence[index - 1].tags:
        return None
    verb = str(token.tags["say"])
    if index and "relative" in sentence[index - 1].tags:
        about = index + 1 < len(sentence) and sentence[index + 1].tags.get("preposition") == "about"
        mention = _mention_after(sentence, index + 1 + about)
        return None if mention is None else Frame(index, mention[1], mention, None, verb, False, False, nested=True)
    opens = _opens(sentence, index)
    trailing = _is_trailing(sentence, index)
    if "carries" in token.tags or not (is_finite_verb(token) or "that" in token.tags):
        return Frame(index, opens or index + 1, None, None, verb, carries=True, before=trailing)
    if index and "pronoun" in sentence[index - 1].tags:
        return Frame(index - 1, opens or index + 1, None, None, verb, carries=True, before=trailing)
    after = None if "that" in token.tags else _mention_after(sentence, index + 1)
    relay = None
    if after is not None and after[1] < len(sentence) and sentence[after[1]].tags.get("preposition") == "about":
        # نقلت الوكالة عن الوزير: the first is the relay.
        relayed = _mention_after(sentence, after[1] + 1)
        if relayed is not None:
            after, relay = relayed, after
    before = _mention_before(sentence, index)
    mention = after or before
    if after is not None and before is not None and (token.text.isascii() or not _is_named(sentence, after)):
        mention = before
    if mention is None and not (opens or _is_lone_verb(sentence, index)):
        return None
    cited = _cited_between(sentence, index, opens)
    if cited is not None and mention is not None:
        # أوضح المتحدث، نقلا عن البيت الأبيض، أن: the one who speaks relays.
        return Frame(index, opens or cited[1], cited, mention, "cited", False, False)
    if mention is not None and mention is before:
        return Frame(mention[0], max(opens or 0, index + 1), mention, relay, verb, False, trailing)
    end = max(opens or 0, mention[1] if mention else 0, index + 1)
    return Frame(index, end, mention, relay, verb, False, trailing)


def _cited_between(sentence: Sentence, index: int, opens: int | None) -> tuple[int, int] | None:
    for position in range(index + 1, opens or index + 1):
        if "cite" in sentence[position].tags:
            return _mention_after(sentence, position + 1)
    return None


def _utters(token: Token) -> bool:
    """Whether the token is a verb of saying in a form that frames speech: finite, or a gerund (adding that)."""
    readings = token.word.readings
    return bool(readings) and readings[0].aspect in ("past", "present", "gerund")


def _is_trailing(sentence: Sentence, index: int) -> bool:
    """Whether a verb of saying closes what it reports (…, the ministry said on Monday): nothing is stated after it."""
    if not any(is_break(token) for token in sentence.tokens[:index]):
        return False
    for token in sentence.tokens[index + 1 :]:
        tags = token.tags
        if "that" in tags or is_finite_verb(token) or "auxiliary" in tags or is_mark(token, frozenset(":“«„")):
            return False
        if is_break(token):
            break
    return True


def _is_named(sentence: Sentence, span: tuple[int, int]) -> bool:
    return any(tag in token.tags for token in sentence.tokens[span[0] : span[1]] for tag in _SOURCES)


def _citation(sentence: Sentence, index: int) -> Frame | None:
    """`according to X`, نقلا عن فلان: the source after it governs what stands before it."""
    start = index + 1
    while start < len(sentence) and "statement" in sentence[start].tags:
        start += 1
    mention = _mention_after(sentence, start)
    if mention is None or not any(tag in t.tags for t in sentence.tokens[mention[0] : mention[1]] for tag in _SOURCES):
        return None
    return Frame(index, mention[1], mention, None, "cited", carries=False, before=index > 1)


def _opens(sentence: Sentence, index: int) -> int | None:
    """The index after the token (that, a colon, a quotation mark) that opens what is said, if there is one near."""
    if "that" in sentence[index].tags:
        return index + 1
    for position in range(index + 1, min(len(sentence), index + _MOST_WORDS + 6)):
        token = sentence[position]
        if "that" in token.tags or is_mark(token, frozenset(':“«„"')):
            return position + 1
        speaks = "say" in token.tags and (is_finite_verb(token) or "carries" in token.tags)
        if speaks or is_finite_verb(token) or "auxiliary" in token.tags or token.kind == "number":
            return None
    return None


def _mention_after(sentence: Sentence, start: int) -> tuple[int, int] | None:
    end = start
    while end < min(len(sentence), start + _MOST_WORDS):
        token = sentence[end]
        if _continues_name(sentence, end, start):
            end += 1
            continue
        if _bounds_mention(token) or (end > start and is_finite_verb(token)):
            break
        end += 1
    while end > start and is_break(sentence[end - 1]):
        end -= 1
    return (start, end) if end > start and _is_somebody(sentence, start, end) else None


def _mention_before(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """The subject before a verb, with its apposition: the spokesman, Col. James Whitfield, said."""
    end = index
    while end and (is_mark(sentence[end - 1], _COMMAS) or "auxiliary" in sentence[end - 1].tags):
        end -= 1
    start = _segment_start(sentence, end)
    if start == end or not _is_somebody(sentence, start, end):
        return None
    if start and is_mark(sentence[start - 1], _COMMAS):
        earlier = _segment_start(sentence, start - 1)
        opens = earlier == 0 or is_break(sentence[earlier - 1]) or "clause" in sentence[earlier - 1].tags
        if earlier < start - 1 and opens and _are_one(sentence, (earlier, start - 1), (start, end)):
            return earlier, end
    return start, end


def _segment_start(sentence: Sentence, end: int) -> int:
    start = end
    while start > max(0, end - _MOST_WORDS):
        token = sentence[start - 1]
        if (_bounds_mention(token) and not _is_inside(token)) or is_finite_verb(token):
            break
        start -= 1
    while start < end and _is_inside(sentence[start]):
        start += 1
    return start


def _is_inside(token: Token) -> bool:
    """Whether an English preposition may stand within a mention (a lawmaker from Anbar)."""
    return token.text.isascii() and token.tags.get("preposition") in ("from", "with", "in", "to", "at")


def _are_one(sentence: Sentence, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether an office and a name stand side by side: two segments, of which just one names a person."""
    if not _is_somebody(sentence, *one):
        return False
    first, second = sentence.tokens[one[0] : one[1]], sentence.tokens[other[0] : other[1]]
    return (_name_at(first) == 0) != (_name_at(second) == 0)


def _continues_name(sentence: Sentence, index: int, start: int) -> bool:
    """A comma inside a mention: between an office and the titled name that holds it."""
    token = sentence[index]
    if index == start or not is_mark(token, _COMMAS) or index + 1 >= len(sentence):
        return False
    if "title" in sentence[index + 1].tags:
        return True
    # An office, then the bare name that holds it, up to the next boundary.
    end = index + 1
    while end < len(sentence) and sentence[end].kind == "word" and not sentence[end].tags:
        end += 1
    bounded = end < len(sentence) and (is_break(sentence[end]) or _bounds_mention(sentence[end]))
    held = any("role" in other.tags for other in sentence.tokens[start:index])
    return held and bounded and 2 <= end - index - 1 <= 4


def _bounds_mention(token: Token) -> bool:
    tags = token.tags
    if is_break(token) or token.kind == "number" or token.text.startswith("لل"):
        return True
    if "body" in tags and token.word.readings and "li" in token.word.readings[0].proclitics:
        return True
    if any(tag in tags for tag in _BOUNDING):
        return True
    if ("action" in tags or "measure" in tags) and "head" not in tags and "qualifier" not in tags:
        return True
    return tags.get("preposition") in _OUTSIDE


_BOUNDING = (
    "that", "relative", "clause", "cite", "say", "negation", "modality", "timing", "today", "weekday", "statement",
    "demonstrative", "condition", "auxiliary", "passive", "completed",
)  # fmt: skip
_SPEAKING = frozenset({"institution", "office", "group", "force"})
_SOURCES = ("role", "title", "body", "place", "head")
_OUTSIDE = frozenset({"to", "on", "about", "with", "through", "in", "during", "against", "from", "by", "at", "between"})


def _is_somebody(sentence: Sentence, first: int, last: int) -> bool:
    """Whether a stretch names a person or a body: an office, a title, an institution, a country, or a bare name."""
    tokens = sentence.tokens[first:last]
    if any(tag in token.tags for token in tokens for tag in ("role", "title", "body", "place")):
        return True
    if "head" in tokens[0].tags:
        return concepts().heads[tokens[0].tags["head"]].kind in _SPEAKING
    names = [token for token in tokens if token.kind == "word" and not token.tags]
    if not names or len(names) != len(tokens) or len(tokens) > 4:
        return False
    if names[0].text.isascii():
        return all(token.word.capitalised for token in names)
    return _opens_plainly(sentence, last) or (len(names) == 1 and names[0].form.startswith("ال"))


def _opens_plainly(sentence: Sentence, index: int) -> bool:
    """Whether `that` or a colon stands at the index, maybe after إلى: then even unknown words before it speak."""
    for token in sentence.tokens[index : index + 2]:
        if "that" in token.tags or is_mark(token, frozenset(":")):
            return True
        if "preposition" not in token.tags:
            return False
    return False


def _name_at(tokens: list[Token]) -> int | None:
    """Where in a mention the person's name begins: at a title, or at the words that no lexicon knows, at its end."""
    for index, token in enumerate(tokens):
        if "title" in token.tags and index + 1 < len(tokens):
            return index
    latin = tokens[-1].text.isascii()
    first = len(tokens)
    while first > 0 and _may_be_name(tokens[first - 1], latin):
        first -= 1
    # An adjective of the office before the name (عضو اللجنة النيابية مهدي العكيلي).
    while not latin and 0 < first < len(tokens) - 2 and tokens[first].form.startswith("ال"):
        first += 1
    length = len(tokens) - first
    if first == 0:
        return 0 if length else None
    return first if length >= 2 else None


def _may_be_name(token: Token, latin: bool) -> bool:
    if token.kind != "word":
        return False
    if latin:
        return token.word.capitalised and not any(tag in token.tags for tag in ("role", "head", "qualifier", "body"))
    return not token.tags or "given" in token.tags


def _leading(token: Token) -> int:
    """How many letters of particles (و ل ب) stand before the first word of a mention."""
    readings = token.word.readings
    proclitics = token.word.proclitics or (readings[0].proclitics if readings else frozenset())
    letters = len(proclitics & {"and", "bi", "li"})
    return letters if letters and token.text[:1] in _LEADING and not token.text.startswith("لل") else 0


def _is_lone_verb(sentence: Sentence, index: int) -> bool:
    return index + 1 >= len(sentence) or is_break(sentence[index + 1])


def _segment_end(sentence: Sentence, start: int) -> int:
    """The index where the statement that goes on after a relative clause ends: at the second break from `start`."""
    breaks = 0
    for index in range(start, len(sentence)):
        if is_break(sentence[index]):
            breaks += 1
            if breaks == 2:
                return index
    return len(sentence)


def _words(text: str) -> frozenset[str]:
    return frozenset(fold(word).removeprefix("ال") for word in text.replace("،", " ").replace(",", " ").split())


def _same_role(words: frozenset[str], role: frozenset[str]) -> bool:
    return words <= role or (len(words & role) >= 2 and len(words & role) >= len(words) - 1)


def _fullness(speaker: Speaker) -> tuple[bool, int, int]:
    return speaker.name is not None, len(_words(speaker.name or speaker.text)), len(speaker.text)
