-- Where people are held: one row an incident and facility, with its kind, number and place, and the words.
SELECT i.date, i.type, i.persons, r.facility, r.facility_kind, r.facility_number, r.facility_place, i.place,
       f.quote, r.url, i.incident_id
FROM v_incidents AS i
JOIN incident_reports AS r USING (incident_id)
JOIN report_fields AS f ON f.report_id = r.report_id AND f.field = 'facility'
WHERE i.status = 'actual' AND r.is_current AND r.kind = 'report'
