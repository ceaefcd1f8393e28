"""The published file: what researchers open."""

from pipeline.publish.publisher import EvidenceError, Published, publish
from pipeline.publish.query import Answer, NotPublished, QueryError, query

__all__ = ["Answer", "EvidenceError", "NotPublished", "Published", "QueryError", "publish", "query"]
