-- All stored reports of some incidents, with the order in which their incidents were first stored.
SELECT r.*, i.born, a.text
FROM incident_reports AS r
JOIN incidents AS i USING (incident_id)
JOIN articles AS a ON a.article_id = r.article_id AND a.version = r.version
WHERE r.incident_id IN (SELECT unnest(from_json($incidents::JSON, '["VARCHAR"]')))
