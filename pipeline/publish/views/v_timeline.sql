-- Everything that is reported to have happened to each person, in order of time; filter by person or case.
SELECT p.name AS person, ip.person_id, ip.case_id, i.date, i.date_from, i.type, i.place, i.agency, i.charges,
       i.amount_min, i.amount_max, i.currency, i.sentence, i.quote, i.url, i.incident_id
FROM incident_people AS ip
JOIN people AS p USING (person_id)
JOIN v_incidents AS i USING (incident_id)
WHERE i.status = 'actual'
ORDER BY p.name, ip.person_id, i.date_from NULLS LAST, i.incident_id
