"""The sample newsroom as a function: from a path to an answer, good pages and bad ones."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from tests.newsroom import feeds, markup
from tests.newsroom.generated import generated_stories, generated_story
from tests.newsroom.stories import Story, load_stories

GONE = "/en/news/withdrawn-at-request/"
MISSING = "/en/news/never-published/"
EMPTY = "/en/news/live-updates/"
BROKEN = "/en/news/garbled-upload/"
FORBIDDEN = "/en/news/draft-verdict-expected/"
GALLERY = "/en/news/harbour-in-april-photos/"
REDIRECTS = {
    "/en/news/old-address/": "/en/news/shelf-of-books-costs-sudak-librarian/",
    "/en/news/loop-one/": "/en/news/loop-two/",
    "/en/news/loop-two/": "/en/news/loop-one/",
}
MIRROR_OF = "shelf-of-books-costs-sudak-librarian"
MIRROR = f"/en/news/partner-{MIRROR_OF}/"
REPORT = "/files/annual-report.pdf"
ODD_PATHS = (
    GONE,
    MISSING,
    EMPTY,
    BROKEN,
    FORBIDDEN,
    GALLERY,
    MIRROR,
    "/en/news/old-address/",
    "/en/news/loop-one/",
)


@dataclass(frozen=True)
class Answer:
    """What the server sends; `changed` is the Last-Modified moment of a 200 answer."""

    status: int
    body: bytes = b""
    content_type: str = "text/html; charset=utf-8"
    location: str | None = None
    changed: datetime | None = None

    @property
    def etag(self) -> str:
        return f'"{sha256(self.body).hexdigest()[:20]}"'


class Site:
    """All pages of the newsroom; `pages` > 0 adds that many generated articles for benchmarks."""

    def __init__(self, pages: int = 0, stories: Sequence[Story] | None = None) -> None:
        self.stories = tuple(load_stories() if stories is None else stories)
        self.pages = pages
        self._by_path = {story.path: story for story in self.stories}
        self._fixed = self._fixed_pages()

    def answer(self, path: str, base: str) -> Answer:
        """The answer for `path` on a server reached at `base` (no slash at the end)."""
        if path in self._fixed:
            return self._fixed[path]
        if (text := self._service(path, base)) is not None:
            return text
        story = self._by_path.get(path) or generated_story(path, self.pages)
        return self._story(story) if story else Answer(404, b"<h1>404 Not Found</h1>")

    def sitemap_entries(self) -> list[tuple[str, str | None]]:
        everything = [*self.stories, *generated_stories(self.pages)]
        entries: list[tuple[str, str | None]] = [
            (story.path, story.published.isoformat()) for story in everything
        ]
        return entries + [(path, None) for path in ODD_PATHS]

    def _story(self, story: Story) -> Answer:
        similar = [other for other in self.stories if other.lang == story.lang and other is not story][:4]
        text = markup.article_page(story, similar, markup.PUBLIC + story.path)
        if "cp1251-header" in story.parts:
            return Answer(
                200,
                text.encode("cp1251", "xmlcharrefreplace"),
                "text/html; charset=windows-1251",
                changed=story.published,
            )
        if "cp1251-wrong" in story.parts:
            return Answer(
                200, text.encode("cp1251", "xmlcharrefreplace"), "text/html", changed=story.published
            )
        return Answer(200, text.encode(), changed=story.published)

    def _fixed_pages(self) -> dict[str, Answer]:
        """The pages that are no stories, or not as they should be."""
        canonical = f'<link rel="canonical" href="{markup.PUBLIC}{EMPTY}">'
        draft = "<article><h1>Verdict expected</h1><p>Unchecked draft, not for publication.</p></article>"
        fixed = {
            GONE: Answer(410, b"<h1>410 Gone</h1>"),
            GALLERY: Answer(200, markup.gallery_page().encode(), changed=datetime(2022, 4, 30, tzinfo=UTC)),
            EMPTY: Answer(200, markup.page("en", "Live updates", canonical, "<article></article>").encode()),
            BROKEN: Answer(
                200, b'<html><head><title>Garbled up\x00\x00\xff\xfe<met\x01 name="\x02\x03<<<\x00' * 3
            ),
            REPORT: Answer(200, b"%PDF-1.4\n%%EOF\n", "application/pdf"),
            FORBIDDEN: Answer(200, markup.page("en", "Draft", "", draft).encode()),
        }
        # A partner's copy names the original as canonical.
        copies = {
            f"/en/news/partner-{story.slug}/": self._story(story)
            for story in self.stories
            if story.slug == MIRROR_OF
        }
        moved = {path: Answer(301, location=target) for path, target in REDIRECTS.items()}
        return fixed | copies | moved

    def _service(self, path: str, base: str) -> Answer | None:
        if path == "/robots.txt":
            return Answer(200, feeds.ROBOTS.format(base=base).encode(), "text/plain; charset=utf-8")
        if path == "/rss.xml":
            return Answer(200, feeds.rss(base, self.stories).encode(), "application/rss+xml; charset=utf-8")
        if path == "/sitemap.xml":
            body = feeds.sitemap(base, self.sitemap_entries()).encode()
            return Answer(200, body, "application/xml; charset=utf-8")
        lang = path.strip("/").removesuffix("/news")
        if path == "/" or (lang in markup.OUTLET and path in {f"/{lang}/", f"/{lang}/news/"}):
            shown = [story for story in self.stories if path == "/" or story.path.startswith(f"/{lang}/")]
            title = markup.OUTLET.get(lang, markup.OUTLET["en"])
            return Answer(200, markup.list_page(lang or "en", title, shown).encode())
        return None
