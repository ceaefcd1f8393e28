-- Incidents that a load may change: those of the batch's articles and those in a block of a new report.
SELECT DISTINCT incident_id
FROM incident_reports
WHERE article_id IN (SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')))
   OR list_has_any(blocks, from_json($blocks::JSON, '["VARCHAR"]'))
