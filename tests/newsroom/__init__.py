"""The sample newsroom: a small news site, served on localhost, that tests and `make run` crawl."""

from tests.newsroom.server import Newsroom, serve
from tests.newsroom.site import Site

__all__ = ["Newsroom", "Site", "serve"]
