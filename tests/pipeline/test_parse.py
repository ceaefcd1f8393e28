"""One page at a time: text, metadata, charset, language, and pages that are no articles."""

from __future__ import annotations

import time

import pytest

from pipeline.parse import (
    Blocked,
    EmptyArticle,
    MalformedPage,
    NotAnArticle,
    ParseError,
    ParseHints,
    TooLarge,
    parse_html,
)

EN = "A court in Zelenohirsk fined Olha Kalynets 4,000 rubles. Her lawyer will appeal it."
EN2 = "About thirty neighbours came to the hearing on Monday and were not let in, though it was public."
RU = "Суд Зеленогорска оштрафовал Ольгу Калинец на четыре тысячи рублей. Её адвокат обжалует решение."
UK = "Суд у Зеленогірську оштрафував Ольгу Калинець на чотири тисячі рублів. Її адвокат оскаржить це рішення."
BE = "Суд у Зелянагорску аштрафаваў Вольгу Калінец на чатыры тысячы рублёў. Яе адвакат абскардзіць рашэнне."
TR = "Zelenohirsk mahkemesi Olha Kalynets'e dört bin ruble para cezası verdi. Avukatı karara itiraz edecek."
CRH = "Zelenogorsk mahkemesi Olga Kalinetsni dört biñ ruble cerimege çekti. Onıñ advokatı qararğa qarşı."
DE = "Das Gericht in Zelenohirsk hat Olha Kalynets zu viertausend Rubel verurteilt. Ihr Anwalt will Berufung."


def page(*paragraphs: str, head: str = "", lang: str = "") -> str:
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    attribute = f" lang='{lang}'" if lang else ""
    title = f"<head><title>A fine in Zelenohirsk</title>{head}</head>"
    return f"<html{attribute}>{title}<body><article>{body}</article></body></html>"


def test_paragraphs_and_metadata() -> None:
    head = (
        "<link rel='canonical' href='/en/news/fine/'><meta property='article:published_time' "
        "content='2021-05-04T10:00:00+0300'><meta name='author' content='Iryna Sadova'>"
    )
    parsed = parse_html(page(EN, EN2, head=head), "https://news.example/en/news/fine/?utm_source=x")
    assert parsed.text == f"{EN}\n\n{EN2}"
    assert parsed.title == "A fine in Zelenohirsk"
    assert parsed.author == "Iryna Sadova"
    assert (parsed.published_at, parsed.published_source) == ("2021-05-04T10:00:00+03:00", "meta")
    assert parsed.canonical_url == "https://news.example/en/news/fine/"
    assert parsed.lang == "en"


@pytest.mark.parametrize(
    ("text", "lang"), [(EN, "en"), (RU, "ru"), (UK, "uk"), (BE, "be"), (TR, "tr"), (CRH, "crh"), (DE, "de")]
)
def test_language_comes_from_the_text(text: str, lang: str) -> None:
    assert parse_html(page(text, text[::-1][:5] + text, lang="en-US")).lang == lang


# KOI8 declared as windows-1251 is missing: both decode any byte, so nothing contradicts the declaration.
@pytest.mark.parametrize(
    ("charset", "declared"),
    [
        (charset, declared)
        for charset in ("cp1251", "utf-8")
        for declared in ("utf-8", "windows-1251", "iso-8859-1", "")
    ]
    + [("koi8-u", declared) for declared in ("utf-8", "iso-8859-1", "")],
)
def test_charset_is_repaired(charset: str, declared: str) -> None:
    head = f"<meta charset='{declared}'>" if declared else ""
    assert RU in parse_html(page(RU, RU + " Об этом сообщили вечером.", head=head).encode(charset)).text


def test_a_right_charset_is_no_repair() -> None:
    html = page(RU, head="<meta http-equiv='Content-Type' content='text/html; charset=windows-1251'>")
    parsed = parse_html(html.encode("cp1251"))
    assert (parsed.charset, parsed.repaired_charset) == ("cp1251", None)


def test_title_byline_and_time_on_top_are_dropped() -> None:
    head = "<meta name='author' content='Iryna Sadova'>"
    parsed = parse_html(
        page("A fine in Zelenohirsk", "By Iryna Sadova", "4 May 2021, 10:15", EN, EN2, head=head)
    )
    assert parsed.text == f"{EN}\n\n{EN2}"


def test_a_doubled_lead_is_told_once() -> None:
    assert parse_html(page(EN, EN, EN2)).text == f"{EN}\n\n{EN2}"


def test_hints_drop_by_css_and_xpath_and_read_fields() -> None:
    html = page(
        "<span class='ticker'>USD 92.1 EUR 99.8</span>",
        EN,
        "<b id='more'>Read also: a wedding.</b>",
        EN2,
        "<i class='who'>Iryna Sadova</i>",
    )
    hints = ParseHints(drop=(".ticker", "//b[@id='more']"), author="i.who")
    parsed = parse_html(html, None, hints)
    assert "USD" not in parsed.text
    assert "wedding" not in parsed.text
    assert parsed.author == "Iryna Sadova"


@pytest.mark.parametrize(
    ("html", "error"),
    [
        ("", EmptyArticle),
        (b"\x00\x01\x02", MalformedPage),
        ("<html><body><nav>Home News</nav></body></html>", EmptyArticle),
        (page(*(f"Photo {number}" for number in range(12))), NotAnArticle),
        ("<title>404 Not Found</title><p>Nothing to see here, sorry about that.</p>", NotAnArticle),
        ("<title>Сторінку не знайдено</title><p>Спробуйте скористатися пошуком на сайті.</p>", NotAnArticle),
        ("<title>Access denied</title><p>Your request was refused by the administrator.</p>", Blocked),
        (b"x" * 13_000_000, TooLarge),
    ],
)
def test_pages_without_an_article(html: str | bytes, error: type[ParseError]) -> None:
    with pytest.raises(error):
        parse_html(html)


def test_ten_megabytes_of_nested_tags_end_quickly() -> None:
    started = time.monotonic()
    nested = b"<html><body>" + b"<div>" * 2_000_000 + EN.encode() + b"</body></html>"
    with pytest.raises(MalformedPage):
        parse_html(nested)
    assert time.monotonic() - started < 10


def test_a_long_article_about_captchas_is_an_article() -> None:
    html = page(*([EN, EN2] + [f"{EN2} It was hearing number {number}." for number in range(9)]))
    assert parse_html(html.replace("A fine in Zelenohirsk", "Captcha on the court's site")).text
