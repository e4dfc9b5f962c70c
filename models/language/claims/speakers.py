"""Whose words a statement is: who says it, in which office, and through whom.

Every sentence has its frames of speech; later mentions by surname or office are resolved to the fullest mention of the
article. Put here: attribution. Keep out: where frames (`frames`) and mentions (`somebody`) stand, what is said.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from models.claim import Attribution
from models.language.claims.clauses import (
    COMMAS,
    OPENING_QUOTES,
    STRAIGHT_QUOTES,
    Layout,
    is_break,
    is_finite_verb,
    is_mark,
)
from models.language.claims.frames import Frame, find_frames, name_again
from models.language.claims.somebody import mention_after, name_at, named_before_office
from models.language.claims.turns import begins_paragraph, is_interview, turn_of
from models.language.lexicon import Sentence, Token, mask
from models.language.text import fold

_QUOTES = OPENING_QUOTES | STRAIGHT_QUOTES
# Verbs of deciding make no speaker: the act itself is the news.
_NOT_SAYING = frozenset({"decided", "agreed"})
_ARTICLES = frozenset({"the", "a", "an", "its"})
_OFFICE = mask("role")
_LEADING = frozenset("وفبل")
_NAME_TAGS = frozenset({"given", "kin"})
_NAMED = mask("body", "head", "role")
_NARROWS = frozenset({"head", "qualifier", "body", "place"})
_BEFORE_NOUN = 4
_SUBJECT_WITHIN = 6
_SOURCES = ("مصادر", "مصدر", "مسؤول", "شهود", "خبراء", "محللون")
_DEFINITE = ("ال", "the ", "The ")
_LAST_SPEAKER = frozenset({"المتحدث", "المتحدثة"})


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
    """Who stands behind a statement: `speaker` originated it, `via` relayed it, `verb` is the kind of saying.

    `answers` is true in an interview, whose answers are the speaker's own words.
    """

    speaker: Speaker | None = None
    via: Speaker | None = None
    verb: str | None = None
    answers: bool = False

    def attribution(self, quoted: bool) -> Attribution:
        """Direct within a quotation or an answer, indirect with a speaker, else the outlet's own words."""
        if self.speaker is None:
            return Attribution.OUTLET
        return Attribution.DIRECT if quoted or self.answers else Attribution.INDIRECT


OUTLET = Source()


# So many speakers who share a word of their names or offices are told apart; real articles have some twenty.
_MOST_ALIKE = 200


class Speakers:
    """The speakers of one article: reads its frames once, then says who stands behind any token."""

    def __init__(self, text: str, sentences: list[Sentence], layouts: list[Layout]) -> None:
        self._text = text
        self._sentences = sentences
        self._layouts = layouts
        self._frames = [find_frames(sentence) for sentence in sentences]
        self._known: dict[Speaker, int] = {}
        for sentence, frames in zip(sentences, self._frames, strict=True):
            for frame in frames:
                for span in (frame.mention, frame.relay):
                    if span is not None:
                        self._remember(self._read(sentence, span))
        self._introduced: list[Speaker] = []
        self._introduced_in: list[list[tuple[int, Speaker]]] = []
        for sentence in sentences:
            self._introduced_in.append([])
            self._remember_named(sentence)
        names = frozenset(
            speaker.name.split()[-1] for speaker in self._known if speaker.name is not None and " " in speaker.name
        )
        names = frozenset(fold(name) for name in names if not name.isascii())
        if names:
            for index, sentence in enumerate(sentences):
                self._frames[index] = name_again(sentence, self._frames[index], names)
        self._known_by_word = _by_word(self._known)
        self._resolved: dict[Speaker, Speaker] = {}
        self._sources = self._attribute()

    def source(self, sentence: int, token: int) -> Source:
        """Who stands behind the words at a token of a sentence."""
        return self._sources[sentence][token]

    def speaking(self, sentence: int) -> frozenset[int]:
        """The tokens that name a person who speaks: a place among them is where he is, not where anything was."""
        spans = [span for frame in self._frames[sentence] for span in (frame.mention, frame.relay) if span is not None]
        spans = [span for span in spans if self._read(self._sentences[sentence], span).role is not None]
        return frozenset(index for first, last in spans for index in range(first, last))

    def _attribute(self) -> list[list[Source]]:
        everything: list[list[Source]] = []
        current: Source | None = None
        open_before = False
        interview = is_interview(self._text, self._sentences)
        turn = OUTLET
        for number, sentence in enumerate(self._sentences):
            layout, frames, named = self._layouts[number], self._frames[number], self._introduced_in[number]
            goes_on = open_before or (not frames and is_mark(sentence[0], _QUOTES))
            if interview and begins_paragraph(self._text, sentence):
                turn = self._answering(sentence)
            if turn is not OUTLET:
                current = turn
            running = current if goes_on and current is not None else turn
            sources = [running] * len(sentence)
            begin = 0
            outer: Frame | None = None
            speaking: Frame | None = None
            for frame in frames:
                if frame.mention is None and speaking is None:
                    teller = self._named_before(sentence, frame, named) or self._subject(sentence, frame)
                    current = current if teller is None else Source(teller, None, "said")
                if frame.mention is None and current is None and self._introduced and frame.carries:
                    before = [at[-1][1] for at in self._introduced_in[:number] if at]
                    current = Source(self._resolve(before[-1]), None, "said") if before else None
                source = self._source(sentence, frame, current)
                if source is None:
                    continue
                if frame.verb == "promised" and outer is not None and frame.first == outer.last:
                    # He added that France had pledged: France acts, he says so.
                    continue
                if outer is not None and frame.mention is not None and frame.first == outer.last and not frame.before:
                    # قال المتحدث إن البيت الأبيض أعلن أن: the one who speaks relays.
                    source = Source(source.speaker, sources[frame.first].speaker, source.verb)
                outer = None if frame.before else frame
                speaking = outer or speaking
                if frame.nested:
                    relayed = Source(source.speaker, sources[frame.first].speaker, source.verb)
                    for index in range(frame.last, _segment_end(sentence, frame.last)):
                        sources[index] = relayed
                    continue
                first, last = (begin, frame.first) if frame.before else (frame.last, len(sentence))
                if frame.before and speaking is not None:
                    # …, وذكرت الوزارة أن …، وشارك ألف، بحسب المفوضية: what another has said before stays his.
                    first = max(first, speaking.last, _clause_before(sentence, frame.first))
                for index in range(first, last):
                    sources[index] = source
                if frame.before:
                    begin = frame.last
                    for index in range(_goes_on_at(sentence, frame), len(sentence)):
                        sources[index] = source
                if source.verb == "promised" and not frame.before and frame.mention is not None:
                    for index in range(frame.first, frame.last):
                        sources[index] = source
                if source.speaker is not None and source.verb not in _NOT_SAYING:
                    medium = source.via is not None and source.via.role is None and frame.relay is not None
                    relays = source.via is not None and not medium
                    current = Source(source.via if relays else source.speaker, None, source.verb)
            if not frames and len(named) == 1 and sentence[0].text.isascii():
                # Nahla Sabri, the minister, sees it otherwise. "We will pay," she said.
                current = Source(self._resolve(named[0][1]), None, "said")
            everything.append(sources)
            open_before = layout.still_open
        return everything

    def _named_before(self, sentence: Sentence, frame: Frame, named: list[tuple[int, Speaker]]) -> Speaker | None:
        """Who is named before a verb without a subject (علق النائب بدر سالم قائلا); in English as it opens."""
        before = [speaker for index, speaker in named if index < frame.first]
        if not before:
            return None
        if not sentence[0].text.isascii():
            return self._resolve(before[-1])
        return self._resolve(before[0]) if named[0][0] <= _SUBJECT_WITHIN else None

    def _subject(self, sentence: Sentence, frame: Frame) -> Speaker | None:
        """Who acts at the head of an Arabic sentence (رفضت متحدثة باسم الوزارة)."""
        first = sentence[0]
        told = frame.carries and frame.first >= _SUBJECT_WITHIN
        if first.text.isascii() or not is_finite_verb(first) or not told:
            return None
        span = mention_after(sentence, 1)
        if span is None or span[1] > frame.first:
            return None
        held = any("role" in token.tags or "body" in token.tags for token in sentence.tokens[span[0] : span[1]])
        return self._resolve(self._read(sentence, span)) if held else None

    def _answering(self, sentence: Sentence) -> Source:
        """Who answers in a paragraph of an interview: whom it names, else the first who has name and office."""
        name = turn_of(sentence)
        if name is None:
            return OUTLET
        words = _words(name)
        held = min((self._known_by_word.get(word, []) for word in words), key=len, default=self._introduced)
        speaker = next((known for known in held if known.name is not None and words <= _words(known.name)), None)
        return OUTLET if speaker is None else Source(speaker, None, "said", answers=True)

    def _source(self, sentence: Sentence, frame: Frame, current: Source | None) -> Source | None:
        if frame.verb in _NOT_SAYING:
            return None
        speaker = None if frame.mention is None else self._resolve(self._read(sentence, frame.mention))
        relay = None if frame.relay is None else self._resolve(self._read(sentence, frame.relay))
        if speaker is not None and speaker.text in _LAST_SPEAKER and current is not None:
            # المتحدث of a text that has no spokesman: who has been speaking.
            speaker = current.speaker
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
        if text.startswith("لل") and tokens[0].word.first and "li" in tokens[0].word.first.proclitics:
            # بيان للجيش: the article is written into the preposition.
            text = "ال" + text[2:]
        comma = next((i for i, token in enumerate(tokens) if is_mark(token, COMMAS)), None)
        if comma is not None and name_at(tokens[:comma]) == 0:
            role = self._text[tokens[comma + 1].start : tokens[-1].end]
            return Speaker(text, self._text[start : tokens[comma - 1].end], role)
        begins = name_at(tokens)
        # سالم الدوري المتحدث باسم الرئيس كريم العلي: who speaks comes first.
        behind = _office_behind(tokens) if begins is None or begins > 2 else None
        if behind is not None and (begins is None or behind > 1):
            # هادي المقطري عضو الوفد
            role = self._text[tokens[behind].start : tokens[-1].end]
            return Speaker(text, self._text[start : tokens[behind - 1].end], role)
        if begins is None:
            office = not _is_office_of(tokens)
            return Speaker(text, None, text if office and any("role" in token.tags for token in tokens) else None)
        name_start = start if begins == 0 else tokens[begins].start
        name = self._text[name_start : tokens[-1].end]
        role_end = next((t.end for t in reversed(tokens[:begins]) if not is_break(t)), start)
        return Speaker(text, name, self._text[start:role_end] or None)

    def _remember_named(self, sentence: Sentence) -> None:
        """Remember who is named with an office without speaking (دشن وزير الطاقة، مراد بن يوسف، محطة)."""
        last = 0
        for index in sentence.having(_OFFICE):
            named = named_before_office(sentence, index)
            if named is not None:
                first, end, office = named
                name = self._text[sentence[first].start : sentence[end - 1].end]
                last_of_office = (mention_after(sentence, office) or (office, index + 1))[1]
                role = self._text[sentence[office].start : sentence[last_of_office - 1].end]
                self._introduce(first, Speaker(name, name, role))
            span = mention_after(sentence, index) if index >= last else None
            if span is not None:
                last = span[1]
                speaker = self._read(sentence, span)
                if speaker.name is not None and speaker.role is not None:
                    self._introduce(index, speaker)
                elif speaker.name is not None:
                    self._introduced_in[-1].append((index, speaker))

    def _introduce(self, index: int, speaker: Speaker) -> None:
        self._introduced.append(speaker)
        self._introduced_in[-1].append((index, speaker))
        self._remember(speaker)

    def _remember(self, speaker: Speaker) -> None:
        self._known.setdefault(speaker, len(self._known))

    def _resolve(self, speaker: Speaker) -> Speaker:
        """The fullest mention of the same person or body in the article."""
        if speaker not in self._resolved:
            self._resolved[speaker] = self._fullest(speaker)
        return self._resolved[speaker]

    def _fullest(self, speaker: Speaker) -> Speaker:
        words = _words(speaker.name or speaker.text)
        if speaker.text.startswith(_SOURCES) and " " not in speaker.text:
            return speaker
        best = speaker
        # Whoever shares a name shares all its words; whoever shares an office shares most.
        sharing = [self._known_by_word.get(word, []) for word in words]
        if speaker.name is not None or speaker.role is None:
            sharing = sorted(sharing, key=len)[:1]
        for other in sorted({other for some in sharing for other in some}, key=lambda other: self._known[other]):
            other_words = _words(other.name or other.text)
            if speaker.name is None and other.name is not None:
                held = speaker.role is not None and other.role is not None
                # الدكتور شريف عبد المقصود وزير الكهرباء: the office stands behind the name.
                behind = speaker.role is not None and words <= _words(other.text)
                matches = behind or (held and _same_role(_words(speaker.text), _words(other.role or "")))
            else:
                # A body is never whoever holds an office in it.
                matches = words <= other_words and (
                    speaker.name is not None or (speaker.role is None) == (other.role is None)
                )
            if matches and _fullness(other) > _fullness(best):
                best = other
        if best == speaker and len(words) == 1 and speaker.name is None and speaker.text.startswith(_DEFINITE):
            return self._first_named(next(iter(words))) or best
        return best

    def _first_named(self, word: str) -> Speaker | None:
        """The first full mention of what is later only the ministry, the officer, الوزارة."""
        for sentence in self._sentences:
            for index in sentence.having(_NAMED):
                form = sentence[index].form
                if form == word and not sentence[index].text.isascii():
                    span = mention_after(sentence, index)
                elif sentence[index].text.isascii() and form.rpartition(" ")[2] == word:
                    span = _english_noun(sentence, index)
                else:
                    continue
                if span is not None and (span[1] - span[0] > 1 or " " in form):
                    return self._read(sentence, span)
        return None


def _by_word(speakers: Iterable[Speaker]) -> dict[str, list[Speaker]]:
    """The first speakers of an article by each word of their names and offices."""
    found: dict[str, list[Speaker]] = {}
    for speaker in speakers:
        for word in _words(speaker.name or speaker.text) | _words(speaker.role or ""):
            others = found.setdefault(word, [])
            if len(others) < _MOST_ALIKE:
                others.append(speaker)
    return found


def _english_noun(sentence: Sentence, index: int) -> tuple[int, int] | None:
    """An English body with what names it (the Ministry of Trade), or somebody and where he is (an officer in Erbil)."""
    first, last = index, index + 1
    while first and index - first < _BEFORE_NOUN and sentence[first - 1].kind == "word":
        before = sentence[first - 1].tags
        if before.get("article") == "a":
            if last < len(sentence) and sentence[last].tags.get("preposition") == "in":
                last += 2 * any("place" in token.tags for token in sentence.tokens[last + 1 : last + 2])
            return first - 1, last
        if not (before.keys() & _NARROWS or (not before and sentence[first - 1].word.capitalised)):
            break
        first -= 1
    if last + 1 < len(sentence) and sentence[last].tags.get("preposition") in ("of", "for"):
        last += 1
        while last < len(sentence) and (sentence[last].word.capitalised or "article" in sentence[last].tags):
            last += 1
    return first, last


def _office_behind(tokens: list[Token]) -> int | None:
    """Where an Arabic office begins that stands right behind a name."""
    if tokens[0].text.isascii() or "role" in tokens[0].tags or tokens[0].text.endswith("ة"):
        return None
    for index, token in enumerate(tokens):
        if "role" in token.tags:
            return index if index > 1 or (index and token.form.startswith("ال")) else None
        if token.kind != "word" or (token.tags and not token.tags.keys() & _NAME_TAGS):
            return None
    return None


def _is_office_of(tokens: list[Token]) -> bool:
    """Whether an Arabic body is named by whose it is (مكتب رئيس الوزراء): whoever holds the office is another."""
    first = tokens[0]
    return len(tokens) > 1 and "body" in first.tags and "role" not in first.tags and not first.text.isascii()


def _leading(token: Token) -> int:
    """How many letters of particles (و ل ب) stand before the first word of a mention."""
    readings = token.word.readings
    proclitics = token.word.proclitics or (readings[0].proclitics if readings else frozenset())
    letters = len(proclitics & {"and", "bi", "li"})
    return letters if letters and token.text[:1] in _LEADING and not token.text.startswith("لل") else 0


def _goes_on_at(sentence: Sentence, frame: Frame) -> int:
    """Where a speaker goes on behind the frame that closes his first statement (…, the ministry said, and …)."""
    if frame.last < len(sentence) and "relative" in sentence[frame.last].tags:
        # وفق قوى الأمن التي أوقفت ثلاثة: his own act.
        return frame.last
    if frame.verb == "cited" and _is_aside(sentence, frame):
        return frame.last
    stated = sentence.tokens[: frame.first]
    if (
        frame.last < len(sentence)
        and is_mark(sentence[frame.last], COMMAS)
        and not any(_states(token) for token in stated)
    ):
        # Since October, the ministry said, 44 militants have been killed.
        return frame.last
    for index in range(frame.last, len(sentence) - 1):
        if is_break(sentence[index]):
            following = sentence[index + 1].tags
            goes_on = "clause" in following or (frame.verb != "cited" and following.get("joins") == "and")
            goes_on = goes_on or not any(_is_predicate(token) for token in sentence.tokens[index + 1 :])
            return index + 1 if goes_on else len(sentence)
    return len(sentence)


def _is_predicate(token: Token) -> bool:
    return is_finite_verb(token) or any(tag in token.tags for tag in ("auxiliary", "modality"))


def _states(token: Token) -> bool:
    return is_finite_verb(token) or any(tag in token.tags for tag in ("auxiliary", "measure", "action"))


def _is_aside(sentence: Sentence, frame: Frame) -> bool:
    """Whether a source stands between commas within its statement (بلغت الصادرات، وفق الشركة، 3 ملايين)."""
    if frame.first == 0 or not is_mark(sentence[frame.first - 1], COMMAS) or frame.last + 1 >= len(sentence):
        return False
    following = sentence[frame.last + 1]
    joined = "and" in following.word.readings[0].proclitics if following.word.readings else False
    anew = is_finite_verb(following) or "clause" in following.tags
    return is_mark(sentence[frame.last], COMMAS) and not anew and not (joined and "say" in following.tags)


def _clause_before(sentence: Sentence, index: int) -> int:
    """Where the clause begins that ends before the token: after the last mark but the one right before it."""
    position = index - 1
    while position > 0 and not is_break(sentence[position - 1]):
        position -= 1
    return max(position, 0)


def _segment_end(sentence: Sentence, start: int) -> int:
    """The index where the statement that goes on after a relative clause ends: at the second break from `start`."""
    breaks = 0
    for index in range(start, len(sentence)):
        if is_break(sentence[index]):
            breaks += 1
            if breaks == 2:
                return index
    return len(sentence)


@lru_cache(maxsize=10_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(_bare(fold(word)) for word in text.replace("،", " ").replace(",", " ").split()) - _ARTICLES


def _bare(word: str) -> str:
    return word.removeprefix("لل").removeprefix("ال")


def _same_role(words: frozenset[str], role: frozenset[str]) -> bool:
    return words <= role or (len(words & role) >= 2 and len(words & role) >= len(words) - 1)


def _fullness(speaker: Speaker) -> tuple[bool, int, bool, int]:
    words = len(_words(speaker.name or speaker.text))
    return speaker.name is not None, words, speaker.role is not None, len(speaker.text)
