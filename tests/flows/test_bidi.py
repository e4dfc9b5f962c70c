"""Lines in which Arabic and English meet."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

from flows.bidi import isolated, padded, wrapped

ARABIC = "أعلن المتحدث أن القوّات لا تتجاوز 2500 مقاتل"


def test_arabic_keeps_its_direction_to_itself() -> None:
    assert isolated(ARABIC) == f"\u2068{ARABIC}\u2069"
    assert isolated("2,500 troops") == "2,500 troops"


def test_a_text_cannot_steer_the_terminal_or_turn_its_surroundings() -> None:
    assert isolated("a\x1b[31mb\u202ec\u2067d\r\n") == "a [31mb c d  "


def test_every_line_of_a_wrapped_text_is_isolated() -> None:
    lines = wrapped(ARABIC, 15)
    assert len(lines) > 2
    assert all(line.startswith("\u2068") and line.endswith("\u2069") for line in lines if not line.isascii())


@given(st.text(alphabet="ابتمُّ aZ12ー", max_size=80), st.integers(2, 30))
def test_no_wrapped_line_is_wider_than_asked_and_no_letter_is_lost(text: str, width: int) -> None:
    lines = wrapped(text, width)
    assert all(cell_len(line) <= width for line in lines)
    assert "".join(lines).translate({0x2068: None, 0x2069: None, 0x20: None}) == text.replace(" ", "")


def test_padding_counts_cells_and_not_letters() -> None:
    assert cell_len(padded(isolated("مُحَمَّد"), 10)) == 10
