-- What to look at first: every value of a current report that no analyst has judged, the least sure first.
SELECT f.confidence, f.field, f.value, f.quote, r.type, r.status, r.persons, r.quote AS told, r.url, r.source,
       r.published_at, f.incident_id, f.report_id, f.quote_start, f.quote_end
FROM report_fields AS f
JOIN incident_reports AS r USING (report_id)
WHERE r.is_current AND r.kind = 'report' AND f.confidence IS NOT NULL
  AND NOT EXISTS (
    SELECT 1 FROM decisions AS d
    WHERE d.target_key IN (f.report_id, f.incident_id) AND coalesce(d.field, f.field) = f.field)
ORDER BY f.confidence, f.report_id, f.field
