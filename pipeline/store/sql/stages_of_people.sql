-- Stored incidents that can be stages of cases against some people, without those that a load rewrites.
SELECT ip.person_id, i.incident_id, i.type, i.status, i.date, i.first_published, c.charges
FROM incident_people AS ip
JOIN incidents AS i USING (incident_id)
LEFT JOIN (SELECT incident_id, list(DISTINCT charge ORDER BY charge) AS charges
           FROM incident_charges GROUP BY incident_id) AS c USING (incident_id)
WHERE ip.person_id IN (SELECT unnest(from_json($people::JSON, '["VARCHAR"]')))
  AND i.incident_id NOT IN (SELECT unnest(from_json($touched::JSON, '["VARCHAR"]')))
  AND NOT i.withdrawn
