"""The turns of a printed interview: who answers in a paragraph that begins with a dash, with A: or with a name.

Put here: where turns begin. Keep out: who the names are (`speakers`).
"""

from __future__ import annotations

from collections.abc import Iterable

from models.language.lexicon import Sentence

_DASHES = frozenset("-–—•")
_ASKING = frozenset({"q", "س", "سؤال", "question"})
_ANSWERING = frozenset({"a", "ج", "جواب", "answer"})
_QUESTION = frozenset("?؟")
_LEAST = 2
_LONGEST_NAME = 4
ANSWER = ""


def begins_paragraph(text: str, sentence: Sentence) -> bool:
    """Whether the sentence is the first one of its line."""
    # Step by step: a slice of all that stands before would make long articles cost the square of their length.
    at = sentence.start
    while at and text[at - 1] in " \t":
        at -= 1
    return not at or text[at - 1] == "\n"


def is_interview(text: str, sentences: Iterable[Sentence]) -> bool:
    """Whether some paragraphs ask and at least two answer."""
    asks = answers = 0
    asked = False
    for sentence in sentences:
        if begins_paragraph(text, sentence):
            answer = turn_of(sentence) is not None
            answers += answer
            # A question that no answer follows is the outlet's own (Got a story?).
            asks += answer and asked
            asked = False
        asked = asked or sentence.tokens[-1].text in _QUESTION
    return asks > 0 and answers >= _LEAST


def turn_of(sentence: Sentence) -> str | None:
    """Who answers from this beginning on: a name, ANSWER for the one who is interviewed, None for nobody."""
    first = sentence[0]
    if first.text in _DASHES and len(sentence) > 1:
        return None if sentence.tokens[-1].text in _QUESTION else ANSWER
    for index in range(1, min(_LONGEST_NAME, len(sentence) - 1)):
        if sentence[index].text == ":":
            form = first.form
            if index == 1 and form in _ASKING | _ANSWERING:
                return ANSWER if form in _ANSWERING else None
            name = sentence.tokens[:index]
            plain = all(token.kind == "word" and not token.tags for token in name)
            return " ".join(token.text for token in name) if plain else None
        if sentence[index].kind != "word":
            return None
    return None
