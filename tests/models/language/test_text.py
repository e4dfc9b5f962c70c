"""Tokens and sentences keep every offset; folding brings spellings of one word together."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.language.text import fold, pieces, split_sentences

ARABIC = st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهويءأإآةىؤئـًٌٍَُِّْ ٠١٢٣,.،؛؟\n«»“”\u200f\u202a\ufeb3\ufefb", max_size=80)


@given(st.one_of(st.text(max_size=80), ARABIC))
def test_every_piece_is_a_slice_of_the_text(text: str) -> None:
    found = list(pieces(text))
    assert all(text[piece.start : piece.end] == piece.text != "" for piece in found)
    assert all(one.end <= other.start for one, other in pairwise(found))


@given(st.one_of(st.text(max_size=80), ARABIC))
def test_sentences_hold_every_piece_but_the_line_ends_once_and_in_order(text: str) -> None:
    held = [piece for sentence in split_sentences(text) for piece in sentence]
    assert held == [piece for piece in pieces(text) if piece.kind != "line"]


@given(st.one_of(st.text(max_size=20), ARABIC))
def test_folding_twice_is_folding_once(word: str) -> None:
    assert fold(fold(word)) == fold(word)


@pytest.mark.parametrize(
    "spellings",
    [
        ["الإرهابيين", "الارهابيين", "الإرهـابيّين", "اﻹرهابيين"],
        ["مسؤول", "مسئول"],
        ["مئة", "مئه"],
        ["کوردستان", "كوردستان"],
        ["Minister", "minister’s", "MINISTER"],
    ],
)
def test_spellings_of_one_word_fold_into_one(spellings: list[str]) -> None:
    assert len({fold(spelling) for spelling in spellings}) == 1


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("٢٬٥٠٠ و2,500 و12.5٪", ["٢٬٥٠٠", "و", "2,500", "و", "12.5", "٪"]),
        ("10 000 رجل", ["10 000", "رجل"]),
        ("الـ17 من الشهر", ["الـ", "17", "من", "الشهر"]),
        ("2500مقاتل", ["2500", "مقاتل"]),
        ("U.S. troops, the army's", ["U.S.", "troops", ",", "the", "army's"]),
        ("Brig. Gen. Hatem al-Jubouri said", ["Brig.", "Gen.", "Hatem", "al-Jubouri", "said"]),
        ("twenty-five", ["twenty", "-", "five"]),
    ],
)
def test_tokens(text: str, tokens: list[str]) -> None:
    assert [piece.text for piece in pieces(text)] == tokens


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("وصلوا. ثم عادوا؟ نعم!", 3),
        ("بلغ 12.5 في المئة. انتهى", 2),
        ("قال: «انتهى الأمر.» ثم خرج", 2),
        ("Gen. Ali left U.S. soil on Jan. 5 at noon", 1),
        ("عنوان\nمتن", 2),
        ("د. علي قال", 1),
    ],
)
def test_sentences_end_where_a_reader_says(text: str, sentences: int) -> None:
    assert len(list(split_sentences(text))) == sentences
