"""Resolution: which articles, reports and names are one event, incident and person."""

from pipeline.resolve.cluster import cluster
from pipeline.resolve.incidents import Incident, summarise
from pipeline.resolve.merge import Group, Known, merge
from pipeline.resolve.reports import Report, draft_key, reports_of

__all__ = ["Group", "Incident", "Known", "Report", "cluster", "draft_key", "merge", "reports_of", "summarise"]
