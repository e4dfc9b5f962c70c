"""Four times the text is four times the work: nothing in a text makes the reading of it grow with its square."""

from __future__ import annotations

import sys
import time
from types import FrameType

import pytest

import models.language.text as cutting
from models.claim import Article
from models.language.extract import extract

# What stands again and again without a full stop: news, and single words that set off the rules that look farthest.
REPEATED = [
    "قتل ثلاثة جنود في بغداد وأعلنت الوزارة أن القوات ستنسحب من القاعدة قبل نهاية العام وقال المتحدث إن 20 أصيبوا، ",
    "Three soldiers were killed in Baghdad and the ministry announced that troops will withdraw by the end of May, ",
    *("قتل جندي ", "ستنسحب ", "انسحاب القوات ", "قال إن ", "قال الوزير علي ", "الذي أعلن الوزير ", "بحسب الوزارة، "),
    *(
        "1 ",
        "5% ",
        "$5 ",
        "10-",
        "1/2/",
        "ألف ",
        "عشرات ",
        "خمسة و",
        "نصف ",
        "خمسة فاصلة ",
        "five hundred ",
        "or more ",
    ),
    *("من 5 إلى ", "between 5 and ", "عام 2015 و", "2015 and ", "2 years 3 months ", "في ", "May 5 ", "الاثنين "),
    *("،", "«", '"', "(", "، في بيان، ", "Karim ", "العراق ", "قوات "),
]
# What could drive a pattern to try the same letters again and again.
UNBROKEN = [
    *("1", "1,", ".1", "1ر", "1 000 ", "١٬", "ا", "اـ", "ا\u064b", "\u200f.", "a'", "A.", ".", "http://", "www.", ":"),
    *("،", "\n", "\ud800", "’", "al-", "_", "½"),
]


def work(text: str) -> int:
    """How many calls the claims of a text take."""
    calls = 0

    def count(_frame: FrameType, _event: str, _argument: object) -> None:
        nonlocal calls
        calls += 1

    sys.setprofile(count)
    try:
        extract(Article("about:text", "an outlet", "", text))
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("words", REPEATED)
def test_four_times_the_words_are_four_times_the_work(words: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "MOST_PIECES", 100)  # as ever, but with fewer words to read
    times = -(-250 // len(words.split()))
    extract(Article("about:text", "an outlet", "", words))
    assert work(words * 4 * times) < 6 * work(words * times)


@pytest.mark.parametrize("letters", UNBROKEN)
def test_no_letters_keep_a_pattern_busy(letters: str) -> None:
    seconds = []
    for length in (5_000, 50_000):
        text = (letters * length)[:length]
        begun = time.perf_counter()
        extract(Article("about:text", "an outlet", "", f"{text} {text}"))
        seconds.append(time.perf_counter() - begun)
    assert seconds[1] < 40 * max(seconds[0], 0.05)


def test_speakers_of_a_long_article_are_not_each_compared_with_all() -> None:
    def article(speakers: int) -> str:
        names = (f"سمير{''.join(chr(0x628 + int(digit)) for digit in str(number))}" for number in range(speakers))
        return "".join(f"قال الوزير {name} إن 20 جنديا قتلوا. " for name in names)

    extract(Article("about:text", "an outlet", "", article(400)))
    assert work(article(400)) < 6 * work(article(100))
