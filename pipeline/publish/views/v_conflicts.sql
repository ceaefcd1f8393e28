-- Incidents on which reports differ, one row a report, to compare the values.
SELECT r.incident_id, i.conflicts, r.source, r.published_at, r.type, r.persons, r.date, r.place, r.count_min,
       r.count_max, r.charge, r.value_min, r.value_max, r.currency, r.sentence, r.quote, r.url
FROM incident_reports AS r
JOIN incidents AS i USING (incident_id)
WHERE len(i.conflicts) > 0 AND r.is_current AND NOT i.withdrawn
ORDER BY r.incident_id, r.published_at NULLS LAST, r.report_id
