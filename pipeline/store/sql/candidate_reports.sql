-- Reports of incidents that a load may change: those of some articles and those in a block of a new report.
SELECT incident_id, article_id, persons, blocks
FROM incident_reports
WHERE article_id IN (SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')))
   OR list_has_any(blocks, from_json($blocks::JSON, '["VARCHAR"]'))
