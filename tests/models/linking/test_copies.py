"""Articles that are one text."""

from __future__ import annotations

import datetime as dt
import random

import pytest

from models.linking.copies import CopyFinder, CopyText, likeness, shingles
from tests.models.linking.readings import key

WIRE = """أعلنت وزارة الموارد المائية، اليوم الأربعاء، إطلاق كميات إضافية من سد الموصل لتأمين حاجة محطات الإسالة
في وسط البلاد وجنوبها. وقال المتحدث باسم الوزارة إن الإطلاقات سترتفع إلى 450 مترا مكعبا في الثانية ابتداء من
الأحد المقبل، وتستمر حتى نهاية الشهر. وأضاف أن الخزين الحالي يكفي لموسم الصيف، وأن لجنة مشتركة من ثلاث وزارات
ستتابع التنفيذ أسبوعيا، داعيا المزارعين إلى الالتزام بحصصهم وعدم التجاوز على الحصص المقررة للمحافظات الأخرى."""
OTHER = """أعلن مجلس المحافظة أن مشروع مجاري الحي الجديد توقف بسبب نقص التخصيصات، وأن المقاول طلب تمديد المدة ستة أشهر.
وذكر عضو في المجلس أن الأهالي تقدموا بثلاث شكاوى، وأن الحل رهن بموافقة وزارة التخطيط على إدراج المشروع من جديد ضمن
خطة السنة المقبلة، مبينا أن نسبة الإنجاز بلغت أربعين في المئة فقط حين توقف العمل في الموقع."""
DAY = dt.date(2023, 5, 10)


def text(name: str, words: str, *, day: dt.date | None = DAY, lang: str = "ar") -> CopyText:
    return CopyText(key("article", name), day, lang, words)


def group(*texts: CopyText) -> dict[str, str]:
    finder = CopyFinder()
    names = {one.article_id: str(one.article_id) for one in texts}
    found = [finder.find(one) for one in sorted(texts, key=lambda one: one.order)]
    return {names[one.article_id]: names[one.group_id] for one in found}


def grouped(one: CopyText, other: CopyText) -> bool:
    return len(set(group(one, other).values())) == 1


@pytest.mark.parametrize(
    "copy",
    [
        WIRE,
        WIRE.replace("أ", "ا").replace("450", "٤٥٠").replace("إ", "ا"),
        "متابعة – شبكة النخيل\n\n" + WIRE + "\n\nتابعونا على قناتنا للمزيد من الأخبار",
        WIRE.replace("اليوم الأربعاء، ", "").replace("المقبل", "القادم"),
        WIRE + "\n\n" + OTHER + "\n\n" + OTHER[::-1],
        WIRE.partition("وأضاف")[0],
    ],
    ids=["same", "spelling and digits", "header and footer", "small edits", "inside a longer text", "shortened"],
)
def test_a_copy_is_found(copy: str) -> None:
    assert grouped(text("wire", WIRE), text("copy", copy, day=DAY + dt.timedelta(days=2)))


def test_a_text_of_its_own_is_alone_in_its_group() -> None:
    assert not grouped(text("wire", WIRE), text("other", OTHER))
    finder = CopyFinder()
    found = finder.find(text("wire", WIRE))
    assert (found.group_id, found.similarity) == (found.article_id, 1.0)


def test_the_same_words_weeks_later_or_in_another_language_are_no_copy() -> None:
    assert not grouped(text("wire", WIRE), text("copy", WIRE, day=DAY + dt.timedelta(days=15)))
    assert not grouped(text("wire", WIRE), text("copy", WIRE, lang="en"))
    assert grouped(text("wire", WIRE), text("copy", WIRE, day=None))


def test_texts_without_words_are_no_copies_of_each_other() -> None:
    assert not grouped(text("a", "!"), text("b", "…"))
    assert not grouped(text("a", "خبر عاجل"), text("b", "خبر آخر"))
    assert shingles("") == frozenset()


def test_the_first_article_names_the_group_however_many_copies_follow() -> None:
    texts = [text(str(number), WIRE, day=DAY + dt.timedelta(days=number % 3)) for number in range(60)]
    first = min(texts, key=lambda one: one.order)
    random.Random(7).shuffle(texts)  # noqa: S311 - repeatable, and no secret
    assert set(group(*texts).values()) == {str(first.article_id)}


def test_likeness_is_a_share() -> None:
    one = shingles(WIRE)
    assert likeness(one, one) == 1
    assert likeness(one, shingles(OTHER)) == 0
    assert 0.8 <= likeness(one, shingles(WIRE + OTHER)) <= 1
