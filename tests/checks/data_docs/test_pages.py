"""Pages of others, made to stand alone."""

from __future__ import annotations

import pytest

from checks.data_docs.pages import stand_alone


@pytest.mark.parametrize(
    "fetched",
    [
        '<script src="https://host.example/a.js"></script>',
        "<script>\nfetch('https://host.example')\n</script>",
        '<link rel="stylesheet" href="//host.example/a.css">',
        '<img alt="logo" src="https://host.example/a.png?x=1"/>',
        "<style>@import 'https://host.example/a.css'; p { background: url(https://host.example/a.png) }</style>",
        '<a href="https://host.example/news">news</a>',
    ],
)
def test_nothing_is_fetched_from_another_host(fetched: str) -> None:
    page = stand_alone(f"<html><head></head><body>{fetched}<p>it holds</p></body></html>", "p { color: red }")
    assert "host.example" not in page
    assert "<p>it holds</p>" in page
    assert "p { color: red }" in page


def test_links_between_pages_stay() -> None:
    page = '<a href="../index.html">Home</a><img src="static/logo.png">'
    assert stand_alone(page, "") == page
