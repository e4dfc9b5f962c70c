"""Amounts in Arabic and English: all examples of both languages, numbers as words, and what must hold of any text."""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any, Literal

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st
from num2words import num2words
from pyarabic.number import ArNumbers

import models.language
from models.claim import Comparator, plain_number
from models.language import ar, en
from models.language.amounts import find_amounts
from models.language.lexicon import Language
from models.language.mention import Mention, MentionKind

ROOT = Path(models.language.__file__).parent
SIGNS = {
    Comparator.AT_LEAST: ">= ",
    Comparator.MORE_THAN: "> ",
    Comparator.AT_MOST: "<= ",
    Comparator.LESS_THAN: "< ",
    Comparator.APPROX: "~ ",
    Comparator.VAGUE: "vague ",
}


def examples(code: str) -> list[Any]:
    lines = yaml.safe_load((ROOT / code / "examples" / "amounts.yaml").read_text(encoding="utf-8"))
    return [pytest.param(code, line, id=line["text"]) for line in lines]


def language(code: str) -> Language:
    return ar.language() if code == "ar" else en.language()


def amounts(code: str, text: str) -> list[Mention]:
    return [mention for sentence in language(code).sentences(text) for mention in find_amounts(sentence)]


def written(mention: Mention) -> str:
    """A mention as the examples write it."""
    bounds = [str(plain_number(bound)) for bound in (mention.low, mention.high) if bound is not None]
    value = " .. ".join(dict.fromkeys(bounds))
    unit = "%" if mention.unit == "percent" else mention.unit or mention.currency or ""
    rate = f"/{mention.per}" if mention.per else ""
    return f"{SIGNS.get(mention.comparator, '')}{value} {unit}{rate}".strip()


@pytest.mark.parametrize(("code", "line"), examples("ar") + examples("en"))
def test_examples_give_their_amounts_and_no_others(code: str, line: dict[str, Any]) -> None:
    text = line["text"]
    found = {text[one.start : one.end]: written(one) for one in amounts(code, text)}
    assert found == {words: str(value) for words, value in line["amounts"].items()}


@pytest.mark.parametrize(
    ("code", "text", "kind"),
    [
        ("ar", "المركز الحادي عشر", MentionKind.ORDINAL),
        ("ar", "المرة المئة", MentionKind.ORDINAL),
        ("ar", "المئة كتاب", MentionKind.NUMBER),
        ("ar", "12 في المئة", MentionKind.PERCENT),
        ("ar", "12 دينارا", MentionKind.MONEY),
        ("ar", "12 كيلومترا", MentionKind.QUANTITY),
        ("en", "twenty-first", MentionKind.ORDINAL),
        ("en", "twelve percent", MentionKind.PERCENT),
        ("en", "twelve dinars", MentionKind.MONEY),
        ("en", "twelve miles", MentionKind.QUANTITY),
    ],
)
def test_each_amount_has_its_kind(code: str, text: str, kind: MentionKind) -> None:
    assert [mention.kind for mention in amounts(code, text)] == [kind]


ARABIC = (
    "و أو من إلى بين حتى لا ليس أكثر من أقل يساوي على الأقل نحو سالب - ~ < = $ % ٪ ° 0 3 12.5 1,000 ٣٤٥ 3/4 .5 صفر "
    "واحد ثلاثة خمس عشر عشرين والعشرين مئة المئة ألف آلاف مليون نصف ونصف ربع أرباع عشرات مئات الثالث الحادي دولار "
    "دولاران دنانير كويتي سنتا متر مترين مربع درجة تحت الصفر في المئة جندي جنديان برميل يوميا بعد فاصلة كل د . ع"
)
ENGLISH = (
    "a the and or of to from between at least more than less not over equal minus - ~ < = $ % ° 0 3 12.5 1,000 3/4 .5 "
    "zero one three ten twenty hundred thousand million half quarter quarters third dozens few dollars Kuwaiti cents "
    "pounds square metre degrees Celsius below percent per cent in every soldiers barrels a day point k m bn th"
)


NUMBERS = st.one_of(st.integers(0, 9_999), st.integers(0, 10**6), st.integers(0, 10**12))


def is_well_spelt(value: int) -> bool:
    """Whether num2words spells a number in Arabic as Arabic does: it writes 101,000 as مائة و ألف ألف."""
    groups = (value // 1000**power % 1000 for power in (1, 2, 3))
    return not any(group > 100 and group % 100 in (1, 2) for group in groups)


@given(NUMBERS)
@settings(max_examples=400, deadline=None)
@example(1_000_000_000_000)
@example(100_021)
@example(999_999_999_999)
def test_a_number_in_words_comes_back_as_the_number(value: int) -> None:
    for code in ("ar", "en") if is_well_spelt(value) else ("en",):
        words = num2words(value, lang=code)
        assert [(one.low, one.high) for one in amounts(code, words)] == [(value, value)], words


FEMININE, GENITIVE = 2, 2  # the words of the second generator for them; 1 is masculine and nominative


@given(NUMBERS.filter(lambda value: value < 10**12), st.booleans(), st.booleans())
@settings(max_examples=400, deadline=None)
@example(2_002_012, True, True)
@example(111_111_111_112, True, False)
@example(200_011_000_002, False, True)
def test_a_number_in_words_of_any_gender_and_case_comes_back_as_the_number(
    value: int, feminine: bool, genitive: bool
) -> None:
    generator = ArNumbers()
    generator.set_feminine(FEMININE if feminine else 1)
    generator.set_format(GENITIVE if genitive else 1)
    words = generator.int2str(str(value))
    assert [(one.low, one.high) for one in amounts("ar", words)] == [(value, value)], words


@given(
    st.lists(st.sampled_from(f"{ARABIC} {ENGLISH}".split()), max_size=12),
    st.sampled_from(["NFC", "NFD", "NFKC", "NFKD"]),
)
@settings(max_examples=400, deadline=None)
def test_normalising_a_text_first_changes_no_value(
    words: list[str], form: Literal["NFC", "NFD", "NFKC", "NFKD"]
) -> None:
    text = " ".join(words)
    for code in ("ar", "en"):
        values = [(one.kind, one.low, one.high, one.unit, one.currency) for one in amounts(code, text)]
        normal = unicodedata.normalize(form, text)
        assert [(one.kind, one.low, one.high, one.unit, one.currency) for one in amounts(code, normal)] == values, text


@given(st.integers(0, 10**12), st.sampled_from(["{:,}", "{}"]), st.booleans())
@settings(deadline=None)
def test_a_number_in_digits_comes_back_as_the_number(value: int, form: str, eastern: bool) -> None:
    digits = form.format(value)
    if eastern:
        digits = digits.translate(str.maketrans("0123456789,", "٠١٢٣٤٥٦٧٨٩٬"))
    assert [(one.low, one.high) for one in amounts("ar", digits)] == [(value, value)]


def words_of(words: str) -> st.SearchStrategy[list[str]]:
    return st.lists(st.sampled_from(words.split()), max_size=12)


@given(st.one_of(words_of(ARABIC), words_of(ENGLISH)), st.sampled_from([" ", " ", ""]))
@settings(max_examples=500, deadline=None)
def test_any_row_of_amount_words_gives_ordered_mentions_that_slice(words: list[str], between: str) -> None:
    text = between.join(words)
    for code in ("ar", "en"):
        end = 0
        for mention in amounts(code, text):
            assert end <= mention.start < mention.end <= len(text)
            assert mention.low is not None or mention.high is not None
            assert mention.low is None or mention.high is None or mention.low <= mention.high
            end = mention.end


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("ar", "5 دولارات "),
        ("ar", "مليون، "),
        ("ar", "1 على 2 على "),
        ("ar", "(5) "),
        ("ar", "نصف ونصف و"),
        ("ar", "واحد فاصلة "),
        ("ar", "أكثر من 5 وأقل من 6 و"),
        ("en", "one million, "),
        ("en", "-5 - "),
        ("en", "5$ 5"),
        ("en", "one in every "),
    ],
)
def test_a_row_of_thousands_is_read(code: str, text: str) -> None:
    assert len(amounts(code, text * 2000)) > 100


NEWS = "قالمندرهم ٣٥٠/,.٪$%«»-‏‎‪ـ\u2066ًab0189–\n\t\ud800"


@given(st.one_of(st.text(max_size=80), st.text(alphabet=NEWS, max_size=80)))
@example("1" * 1000)
@example("1." * 500)
@example("9" * 400 + " مليون")
@example("\u200f12\u202a34\u2069 \ud800 دولار")
@settings(max_examples=300, deadline=None)
def test_any_text_at_all_is_read_without_an_exception(text: str) -> None:
    for code in ("ar", "en"):
        for mention in amounts(code, text):
            assert text[mention.start : mention.end]
            assert mention.to_json(text)["text"] == text[mention.start : mention.end]
