"""Arabic words under camel-tools: particles, pronouns, duals, plurals and verbs of every weak kind."""

from __future__ import annotations

import pytest

from models.language.ar.morphology import Morphology, split_proclitics
from models.language.lexicon import Language, Reading, load_entries
from models.language.text import fold

LINES = """
- {noun: جندي, plural: جنود, head: soldier}
- {noun: قوة, plural: قوات, head: force}
- {noun: مقاتل, plural: مقاتلون, head: fighter}
- {noun: دولة, plural: دول, head: state}
- {adj: أميركي, plural: أميركيون, qualifier: us}
- {verb: انسحب ينسحب, action: withdraw}
- {verb: قال يقول, say: said}
- {verb: نفى ينفي, say: denied}
- {verb: أعلن يعلن, say: announced}
- {word: أن, that: true}
- {word: كان, auxiliary: true}
- {phrase: البيت الأبيض, head: government}
- {phrase: [الولايات المتحدة, الولايات المتحدة الأميركية], place: us}
"""


@pytest.fixture(scope="module")
def language(tmp_path_factory: pytest.TempPathFactory) -> Language:
    folder = tmp_path_factory.mktemp("lexicon")
    (folder / "words.yaml").write_text(LINES, encoding="utf-8")
    entries = load_entries(folder)
    return Language("ar", entries, Morphology(entries).readings, split_proclitics)


def reading(language: Language, word: str) -> Reading:
    [found] = language.word(word).readings
    return found


@pytest.mark.parametrize(
    ("word", "lemma", "number", "proclitics", "enclitic"),
    [
        ("جنديان", "جندي", "du", "", None),
        ("للجنديين", "جندي", "du", "li al", None),
        ("وجنودهم", "جندي", "pl", "and", "3mp"),
        ("القوات", "قوة", "pl", "al", None),
        ("قوتها", "قوة", "sg", "", "3fs"),
        ("قوتين", "قوة", "du", "", None),
        ("والمقاتلون", "مقاتل", "pl", "and al", None),
        ("بالأميركية", "أميركي", "sg", "bi al", None),
    ],
)
def test_nouns(language: Language, word: str, lemma: str, number: str, proclitics: str, enclitic: str | None) -> None:
    found = reading(language, word)
    assert (found.entry.lemma, found.number, found.enclitic) == (lemma, number, enclitic)
    assert found.proclitics == frozenset(proclitics.split())


@pytest.mark.parametrize(
    ("word", "lemma", "aspect"),
    [
        ("انسحبت", "انسحب ينسحب", "past"),
        ("سينسحبون", "انسحب ينسحب", "present"),
        ("وقالوا", "قال يقول", "past"),
        ("يقل", "قال يقول", "present"),
        ("تقول", "قال يقول", "present"),
        ("نفت", "نفى ينفي", "past"),
        ("نفاه", "نفى ينفي", "past"),
        ("ينفون", "نفى ينفي", "present"),
        ("أعلنتها", "أعلن يعلن", "past"),
    ],
)
def test_verbs(language: Language, word: str, lemma: str, aspect: str) -> None:
    readings = language.word(word).readings
    assert {(found.entry.lemma, found.aspect) for found in readings} == {(lemma, aspect)}


@pytest.mark.parametrize("word", ["الدولي", "كبرى", "مكان", "جنود ما"])
def test_words_that_only_look_like_ours_have_no_reading(language: Language, word: str) -> None:
    assert language.word(word).readings == ()


def test_a_word_of_the_closed_class_is_nothing_else(language: Language) -> None:
    assert [found.entry.lemma for found in language.word("كان").readings] == ["كان"]


def test_phrases_take_the_longest_match_with_particles_attached(language: Language) -> None:
    [sentence] = language.sentences("قال البيت الأبيض وبالولايات المتحدة الأميركية")
    assert [token.text for token in sentence] == ["قال", "البيت الأبيض", "وبالولايات المتحدة الأميركية"]
    assert sentence[2].word.proclitics == {"and", "bi"}


def test_spelling_variants_find_the_same_word(language: Language) -> None:
    forms = {fold(spelling) for spelling in ("أميركية", "اميركيه", "أمـيركيّة")}
    assert len(forms) == 1
    assert language.word("اميركيه").readings[0].entry.lemma == "أميركي"
