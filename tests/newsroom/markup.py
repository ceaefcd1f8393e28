"""HTML of the sample newsroom: the article page with the furniture that real outlets put around a text."""

from __future__ import annotations

import json
from collections.abc import Iterable
from html import escape

from tests.newsroom.stories import Story

# Canonical addresses stay the same whatever port the site is served on, as they do for a real outlet.
PUBLIC = "https://coast-lantern.example"
OUTLET = {"en": "The Coast Lantern", "ru": "Береговой фонарь", "uk": "Береговий ліхтар"}
WORDS = {
    "en": {
        "similar": "Similar articles",
        "donate": "Readers pay for this newsroom. Give 200 UAH, $10 or €10 a month and we will go on.",
        "views": "views",
        "typo": "Found a mistake? Select it and press Ctrl + Enter",
        "menu": "News Photos About",
    },
    "ru": {
        "similar": "Похожие материалы",
        "donate": "Редакция живёт на деньги читателей. Поддержите нас: 500 рублей или 10 евро в месяц.",
        "views": "просмотров",
        "typo": "Нашли ошибку? Выделите её и нажмите Ctrl + Enter",
        "menu": "Новости Фото О редакции",
    },
    "uk": {
        "similar": "Схожі матеріали",
        "donate": "Редакція живе коштом читачів. Підтримайте нас: 200 гривень або 10 євро на місяць.",
        "views": "переглядів",
        "typo": "Знайшли помилку? Виділіть її та натисніть Ctrl + Enter",
        "menu": "Новини Фото Про редакцію",
    },
}
TICKER = '<div class="ticker">USD 41,37 ₴ · EUR 44,92 ₴ · RUB 0,43 ₴ · Brent $82.15 · BTC $63,410</div>'


def words_for(lang: str) -> dict[str, str]:
    return WORDS.get(lang, WORDS["en"])


def page(lang: str, title: str, head: str, main: str, charset: str | None = "utf-8") -> str:
    """A whole page: head, menu, main part and footer."""
    meta = f'<meta charset="{charset}">' if charset else ""
    menu = " · ".join(f'<a href="/{lang}/">{word}</a>' for word in words_for(lang)["menu"].split(" ", 2))
    outlet = OUTLET.get(lang, OUTLET["en"])
    return (
        f'<!DOCTYPE html>\n<html lang="{lang}"><head>{meta}'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)} | {outlet}</title>{head}"
        '<link rel="alternate" type="application/rss+xml" href="/rss.xml"></head>\n'
        f'<body><header><a href="/">{outlet}</a><nav>{menu}</nav></header>\n'
        f"<main>{main}</main>\n"
        f'<footer><p>© {outlet}</p><p class="typo">{words_for(lang)["typo"]}</p></footer></body></html>\n'
    )


def article_page(story: Story, similar: Iterable[Story], canonical: str, tags: str = "") -> str:
    """The page of one story, in the habits its `parts` name."""
    main = article_body(story)
    if "similar" in story.parts:
        main = similar_block(story.lang, similar) + main
    if "ticker" in story.parts:
        main = TICKER + main
    if "donation" in story.parts:
        main += f'<div class="donate"><p>{words_for(story.lang)["donate"]}</p></div>'
    if "counter" in story.parts:
        views = (
            37 + sum(story.slug.encode()) % 4000
        )  # the same at every visit, or no page would ever be unchanged
        main += f'<div class="views">{views} {words_for(story.lang)["views"]}</div>'
    return page(story.lang, story.title, article_head(story, canonical) + tags, main, declared_charset(story))


def declared_charset(story: Story) -> str | None:
    """The charset the page itself claims: cp1251-header pages claim none, cp1251-wrong pages lie."""
    return None if "cp1251-header" in story.parts else "utf-8"


def article_head(story: Story, canonical: str) -> str:
    lines = [
        f'<link rel="canonical" href="{canonical}">',
        '<meta property="og:type" content="article">',
        f'<meta property="og:title" content="{escape(story.title)}">',
        f'<meta property="og:url" content="{canonical}">',
        f'<meta property="og:locale" content="{story.lang}">',
    ]
    if "nometa" not in story.parts:
        lines.append(f'<meta property="article:published_time" content="{story.published.isoformat()}">')
        lines.append(f'<meta property="article:section" content="{escape(story.section)}">')
    if "jsonld" in story.parts:
        lines.append(f'<script type="application/ld+json">{json_ld(story, canonical)}</script>')
    return "\n".join(lines)


def json_ld(story: Story, canonical: str) -> str:
    record: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "inLanguage": story.lang,
        "mainEntityOfPage": canonical,
        "publisher": {"@type": "Organization", "name": OUTLET.get(story.lang, OUTLET["en"])},
    }
    if story.byline:
        record["author"] = {"@type": "Person", "name": story.byline}
    return json.dumps(record, ensure_ascii=False)


def article_body(story: Story) -> str:
    moment = f'<time datetime="{story.published.isoformat()}">{story.published:%d.%m.%Y, %H:%M}</time>'
    byline = f'<span class="author" rel="author">{escape(story.byline)}</span>' if story.byline else ""
    meta = f'<div class="meta">{byline} {moment}</div>'
    lead = ""
    if "doubled" in story.parts:
        lead = f'<div class="lead"><p>{escape(story.paragraphs[0])}</p></div>{meta}'
    paragraphs = "\n".join(f"<p>{escape(part)}</p>" for part in story.paragraphs)
    heading = f"<h1>{escape(story.title)}</h1>"
    if "sloppy" in story.parts:
        # Unclosed and crossed tags, as an old editor leaves them.
        loose = "\n<p>".join(escape(part) for part in story.paragraphs)
        return f"<article><h1>{escape(story.title)}<b></h1>{meta}<div><p>{loose}</b></i></span></article></p>"
    if "divs" in story.parts:
        return f'<div class="post">{heading}{meta}{lead}<div class="post-text">{paragraphs}</div></div>'
    return f"<article>{heading}{meta}{lead}{paragraphs}</article>"


def similar_block(lang: str, stories: Iterable[Story]) -> str:
    items = "".join(f'<li><a href="{story.path}">{escape(story.title)}</a></li>' for story in stories)
    return f'<section class="similar"><h3>{words_for(lang)["similar"]}</h3><ul>{items}</ul></section>'


def list_page(lang: str, title: str, stories: Iterable[Story]) -> str:
    items = "".join(
        f'<li><a href="{story.path}">{escape(story.title)}</a> '
        f'<time datetime="{story.published.isoformat()}">{story.published:%d.%m.%Y}</time></li>'
        for story in stories
    )
    return page(lang, title, "", f'<h1>{escape(title)}</h1><ul class="list">{items}</ul>')


def gallery_page() -> str:
    """A page of pictures with captions: no article."""
    captions = (
        "The pier",
        "Nets",
        "Gulls",
        "The old lighthouse",
        "Evening",
        "Two boats",
        "Rain",
        "The market",
    )
    figures = "".join(
        f'<figure><img src="/photos/{number}.jpg" alt="{caption}"><figcaption>{caption}</figcaption></figure>'
        for number, caption in enumerate(captions, 1)
    )
    head = f'<link rel="canonical" href="{PUBLIC}/en/news/harbour-in-april-photos/">'
    return page("en", "The harbour in April: photos", head, f"<h1>The harbour in April</h1>{figures}")
