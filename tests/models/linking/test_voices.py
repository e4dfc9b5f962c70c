"""For whom a speaker speaks."""

from __future__ import annotations

import pytest

from models.linking.linkable import LinkableClaim
from models.linking.voices import body, one_voice
from tests.models.linking.readings import claim


def said_by(speaker: str | None, role: str | None = None) -> LinkableClaim:
    return claim(f"{speaker} {role}", {"measure": "killed", "number": "= 5", "speaker": speaker, "speaker_role": role})


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said_by("وزارة النفط"), said_by("the oil ministry")),
        (said_by("سيف المرسومي", "المتحدث باسم وزارة الصحة"), said_by("the Iraqi health ministry")),
        (said_by("رياض السلماني"), said_by("Gen. Riyadh al-Salmani")),
    ],
)
def test_one_voice(one: LinkableClaim, other: LinkableClaim) -> None:
    assert one_voice(one, other)
    assert one_voice(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (said_by("وزارة النفط"), said_by("the health ministry")),
        (said_by("وزارة الدفاع التركية"), said_by("the Iraqi defence ministry")),
        (said_by("the ministry"), said_by("الوزارة")),
        (said_by("a health ministry official", "a health ministry official"), said_by("وزارة الصحة")),
        (said_by(None), said_by(None)),
    ],
)
def test_two_voices(one: LinkableClaim, other: LinkableClaim) -> None:
    assert not one_voice(one, other)


def test_a_member_of_a_committee_does_not_speak_for_it() -> None:
    assert body(said_by("طارق الشمري", "عضو اللجنة المالية النيابية")) is None
