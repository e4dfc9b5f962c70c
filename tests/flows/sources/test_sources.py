"""Readers: what becomes an article, what is set aside and why. No database, no Prefect."""

from __future__ import annotations

import datetime as dt
import gzip
import io
import json
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from flows.sources.encoding import decode
from flows.sources.everything import Inputs
from flows.sources.fields import lang_of
from flows.sources.outcome import MAX_BYTES, Defaults, Incoming, SetAside
from models.claim import Article

ARABIC = "أعلن المتحدث باسم الوزارة أن نحو ٢٥٠٠ مقاتل غادروا القاعدة، وأن «المهمة» تنتهي في نهاية العام."
IN_CODE_PAGE = ARABIC.replace("٢٥٠٠", "2500")
ENGLISH = "The ministry said that about 2,500 fighters had left the base – the “mission” ends this year, at a café."
PAGE = f"""<!DOCTYPE html><html><head><meta charset="{{charset}}"><title>خبر</title>
<meta property="og:site_name" content="شبكة الرافد"><meta name="author" content="سعاد الجميلي">
<meta property="article:published_time" content="{{date}}"></head>
<body><nav><a href="/">الرئيسية</a></nav><article><h1>القاعدة خالية</h1><p>{IN_CODE_PAGE}</p>
<p>وقال مصدر في القاعدة إن آخر القوافل خرجت ليلا وإن المباني سلمت إلى الحكومة المحلية في المدينة.</p></article>
<footer>جميع الحقوق محفوظة</footer></body></html>"""


def line(**fields: Any) -> str:
    article = {"url": "https://a.example/1", "outlet": "A", "title": "t", "published": "2021-11-15", "text": ENGLISH}
    return json.dumps({name: value for name, value in (article | fields).items() if value != "(none)"})


def read(*paths: Path | str, **defaults: Any) -> list[Incoming | SetAside]:
    return list(Inputs([str(path) for path in paths], Defaults(**defaults)))


def article(item: Incoming | SetAside) -> Article:
    assert isinstance(item, Incoming), item
    return item.article


def refusal(item: Incoming | SetAside) -> tuple[str, int | None, str]:
    assert isinstance(item, SetAside), item
    return item.reason.value, item.line, item.detail


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Any]:
    def write(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write  # type: ignore[return-value]


def test_a_text_file_is_one_article_with_its_whole_content_as_text(file: Any) -> None:
    content = f"\nانسحاب من القاعدة\r\n\r\n{ARABIC}\r\n"
    found = article(*read(file("a.txt", content), published=dt.date(2021, 11, 15), outlet="الرافد"))
    assert found.text == content
    assert (found.title, found.outlet, found.lang) == ("انسحاب من القاعدة", "الرافد", "ar")
    assert found.published == dt.date(2021, 11, 15)
    assert found.url.startswith("file:///")


def test_a_first_line_without_a_blank_line_after_it_is_no_title(file: Any) -> None:
    assert article(*read(file("a.txt", f"{ENGLISH}\n{ENGLISH}"))).title == ""


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1256", "iso8859_6"])
def test_arabic_is_read_right_in_every_encoding_that_newsrooms_use(encoding: str) -> None:
    text = IN_CODE_PAGE.translate({ord("«"): None, ord("»"): None}) if encoding == "iso8859_6" else IN_CODE_PAGE
    for length in (40, len(text)):
        assert decode(text[:length].encode(encoding)) == text[:length]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252", "cp1256"])
def test_english_with_typographic_letters_is_read_right(encoding: str) -> None:
    assert decode(ENGLISH.encode(encoding)) == ENGLISH


def test_a_page_declared_as_latin_but_written_in_windows_1256_is_arabic() -> None:
    assert decode(IN_CODE_PAGE.encode("cp1256"), "iso-8859-1") == IN_CODE_PAGE


def test_one_broken_byte_does_not_turn_utf8_into_another_encoding() -> None:
    raw = ARABIC.encode()
    assert decode(raw[:-5] + b"\xff" + raw[-5:]) == ARABIC[:-3] + "\ufffd" + ARABIC[-3:]


def test_bytes_that_are_no_text_have_no_encoding() -> None:
    assert decode(bytes(range(256)) * 20) is None


def test_what_postgres_cannot_store_is_replaced_one_for_one(file: Any) -> None:
    text = article(*read(file("a.jsonl", line(text=f"\x00{ENGLISH}\ud800")))).text
    assert text == f"\ufffd{ENGLISH}\ufffd"


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "gzip"])
def test_json_lines_give_an_article_a_line_whatever_stands_between(file: Any, pack: Any) -> None:
    lines = [line(url="u1", published="2021-11-15T23:30:00+03:00", lang="en-GB"), "", "{broken", line(url="u2")]
    path = file("a.jsonl.gz" if pack is gzip.compress else "a.jsonl", pack("\n".join(lines).encode()))
    first, broken, second = read(path)
    assert article(first).published == dt.date(2021, 11, 15)
    assert article(first).published_at == dt.datetime(2021, 11, 15, 20, 30, tzinfo=dt.UTC)
    assert article(first).lang == "en"
    assert refusal(broken)[:2] == ("broken_json", 3)
    assert article(second).url == "u2"
    assert isinstance(second, Incoming)
    assert second.line == 4


def test_json_lines_may_be_written_in_utf16(file: Any) -> None:
    path = file("a.jsonl", (line(url="u1") + "\n" + line(url="u2", text=ARABIC)).encode("utf-16"))
    assert [article(item).text for item in read(path)] == [ENGLISH, ARABIC]


def test_a_line_in_windows_1256_is_read(file: Any) -> None:
    raw = line(text="@").encode().replace(b"@", IN_CODE_PAGE.encode("cp1256"))
    assert article(*read(file("a.jsonl", raw))).text == IN_CODE_PAGE


@pytest.mark.parametrize(
    ("fields", "reason", "word"),
    [
        ({"text": "(none)"}, "missing_field", "'text'"),
        ({"url": "(none)"}, "missing_field", "'url'"),
        ({"outlet": "(none)"}, "missing_field", "'outlet'"),
        ({"title": "(none)"}, "missing_field", "'title'"),
        ({"published": "(none)"}, "missing_field", "'published'"),
        ({"text": 12}, "bad_field", "a number"),
        ({"text": None}, "bad_field", "null"),
        ({"outlet": ""}, "bad_field", "'outlet'"),
        ({"url": ""}, "bad_field", "'url'"),
        ({"url": "ص" * 1500}, "bad_field", "2000 bytes"),
        ({"published": "15/11/2021"}, "bad_field", "15/11/2021"),
        ({"published": "2021-02-30"}, "bad_field", "2021-02-30"),
        ({"published": 2021}, "bad_field", "a number"),
        ({"lang": "fr"}, "bad_field", "'fr'"),
        ({"text": " \n"}, "empty", "'text'"),
        ({"text": "新闻 2021"}, "no_article", "letter"),
    ],
)
def test_a_field_that_is_missing_or_wrong_is_named(file: Any, fields: Any, reason: str, word: str) -> None:
    found_reason, number, detail = refusal(*read(file("a.jsonl", line(**fields))))
    assert (found_reason, number) == (reason, 1)
    assert word in detail


@pytest.mark.parametrize("content", ["[1]", "12", '"text"', "[" * 100_000, f'{{"url": {"9" * 5000}}}', "{} {}"])
def test_a_line_that_is_no_json_object_is_broken_or_lacks_its_fields(file: Any, content: str) -> None:
    assert refusal(*read(file("a.jsonl", content)))[0] == "broken_json"


def test_defaults_fill_what_lines_leave_out(file: Any) -> None:
    path = file("a.jsonl", line(outlet="(none)", published="(none)"))
    found = article(*read(path, outlet="B", published=dt.date(2020, 1, 2)))
    assert (found.outlet, found.published) == ("B", dt.date(2020, 1, 2))


@pytest.mark.parametrize("name", ["a.txt", "a.html", "a.jsonl"])
def test_an_empty_file_is_set_aside(file: Any, name: str) -> None:
    assert refusal(*read(file(name, " \n")))[0] == "empty"


def test_a_missing_file_and_an_empty_folder_are_set_aside(tmp_path: Path) -> None:
    missing, empty = read(tmp_path / "none.txt", tmp_path)
    assert refusal(missing)[0] == "missing_file"
    assert refusal(empty)[0] == "empty"


@pytest.mark.parametrize("name", ["a.txt", "a.html"])
def test_a_file_of_50_mb_is_set_aside_without_a_copy_of_it(file: Any, name: str) -> None:
    (item,) = read(file(name, b"word " * 10_000_000))
    assert refusal(item)[0] == "too_large"
    assert isinstance(item, SetAside)
    assert item.raw is None


def test_a_line_of_50_mb_is_passed_over_and_the_next_is_read(file: Any) -> None:
    path = file("a.jsonl", line(text="word " * 10_000_000) + "\n" + line(url="u2"))
    large, second = read(path)
    assert refusal(large)[:2] == ("too_large", 1)
    assert article(second).url == "u2"


def test_a_gzip_bomb_is_passed_over(file: Any) -> None:
    packed = gzip.compress(bytes(MAX_BYTES * 20))
    assert refusal(*read(file("a.jsonl.gz", packed)))[0] == "too_large"


def test_a_broken_off_archive_keeps_what_came_before_the_damage(file: Any) -> None:
    packed = gzip.compress(
        "\n".join(line(url=f"u{number}", text=ENGLISH * 50 + str(number)) for number in range(4000)).encode()
    )
    *found, end = read(file("a.jsonl.gz", packed[: len(packed) // 2]))
    assert len(found) > 10
    assert refusal(end)[0] == "broken_json"
    assert "archive" in refusal(end)[2]


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1256"])
def test_a_page_gives_its_article_without_what_surrounds_it(file: Any, encoding: str) -> None:
    page = PAGE.format(charset=encoding, date="2021-11-15T09:30:00+03:00").encode(encoding)
    found = article(*read(file("a.html", page)))
    assert IN_CODE_PAGE in found.text
    assert "الرئيسية" not in found.text
    assert (found.outlet, found.author, found.published) == ("شبكة الرافد", "سعاد الجميلي", dt.date(2021, 11, 15))


def test_a_page_keeps_a_date_in_the_future_for_the_next_stage_to_refuse(file: Any) -> None:
    assert article(*read(file("a.html", PAGE.format(charset="utf-8", date="2031-01-01")))).published == dt.date(
        2031, 1, 1
    )


@pytest.mark.parametrize(
    "page",
    [
        "<html><body><form><input name=u><button>Sign in</button></form><p>© 2020</p></body></html>",
        "<html></html>",
        "<" * 50_000,
        "<div>" * 50_000,
        "<!-- nothing -->",
    ],
)
def test_a_page_without_an_article_is_set_aside(file: Any, page: str) -> None:
    assert refusal(*read(file("a.html", page)))[0] == "no_article"


def test_a_folder_is_read_in_order_with_what_is_hidden_or_foreign_left_out(file: Any, tmp_path: Path) -> None:
    for name in ("b/2.txt", "b/1.txt", "a.txt", ".hidden.txt", ".git/c.txt", "picture.png"):
        file(name, f"{name}\n\n{ENGLISH}")
    assert [article(item).title for item in read(tmp_path)] == ["a.txt", "b/1.txt", "b/2.txt"]


def test_a_name_that_says_nothing_is_read_by_its_content(file: Any) -> None:
    json_line, page, text = (file(name, content) for name, content in (("j", line()), ("p", PAGE), ("t", ENGLISH)))
    assert [article(item).text[:8] for item in read(json_line, text)] == [ENGLISH[:8]] * 2
    assert "<" not in article(*read(page)).text


def test_inputs_count_the_bytes_they_have_read(file: Any) -> None:
    inputs = Inputs([str(file("a.txt", ENGLISH)), str(file("b.jsonl", line() + "\n" + line(url="u2")))], Defaults())
    seen = [inputs.done for _ in inputs]
    assert seen == sorted(seen)
    assert inputs.done == inputs.size


def test_the_lang_of_a_text_is_that_of_most_of_its_letters() -> None:
    assert lang_of(f"{ARABIC} NATO") == "ar"
    assert lang_of(f"{ENGLISH} بغداد") == "en"
    assert lang_of("12 – 14") is None


class _Server(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        page = PAGE.format(charset="utf-8", date="2021-11-15")
        answers: dict[str, tuple[int, str, bytes]] = {
            "/page": (200, "text/html", page.encode()),
            "/header": (200, "text/html; charset=windows-1256", PAGE.encode("cp1256")),
            "/text": (200, "text/plain; charset=utf-8", ENGLISH.encode()),
            "/lines.jsonl": (200, "application/octet-stream", line().encode()),
            "/huge": (200, "text/html", b"word " * 3_000_000),
            "/moved": (302, "text/html", b""),
            "/loop": (302, "text/html", b""),
        }
        if self.path == "/slow":
            time.sleep(2)
        status, kind, body = answers.get(self.path, (404, "text/html", b"no"))
        self.send_response(status)
        self.send_header("Content-Type", kind)
        if status == 302:
            self.send_header("Location", "/page" if self.path == "/moved" else "/loop")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        with io.BytesIO(body) as rest:
            try:
                self.wfile.write(rest.read())
            except OSError:
                return

    def log_message(self, *_: object) -> None:
        """Nothing: the test's own output is enough."""


@pytest.fixture(scope="module")
def web() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Server)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


def test_pages_texts_and_lines_are_read_from_the_web(web: str) -> None:
    page, header, moved, text, lines = (
        article(*read(f"{web}/{name}")) for name in ("page#top", "header", "moved", "text", "lines.jsonl")
    )
    assert IN_CODE_PAGE in page.text
    assert page.url == f"{web}/page"
    assert header.text == moved.text == page.text
    assert text.text == lines.text == ENGLISH


def test_what_keeps_us_from_a_page_is_said(web: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("flows.sources.web._SILENCE_SECONDS", 0.3)
    for url, reason, word in (
        (f"{web}/none", "unreachable", "404"),
        (f"{web}/huge", "too_large", "10 MB"),
        (f"{web}/loop", "unreachable", "redirect"),
        (f"{web}/slow", "unreachable", "in time"),
        ("http://127.0.0.1:9/", "unreachable", ""),
        ("http://[broken", "unreachable", ""),
        ("http://no-such-host.invalid/", "unreachable", ""),
    ):
        found, _, detail = refusal(*read(url))
        assert found == reason
        assert word in detail


def test_the_same_trouble_met_again_is_the_same(file: Any) -> None:
    path = file("a.jsonl", "{broken\n{broken")
    keys = [item.key for item in read(path) * 2 if isinstance(item, SetAside)]
    assert len(keys) == 4
    assert len(set(keys)) == 2
