-- What was intended or possible but is not reported to have happened. Never add it to the actual incidents.
SELECT incident_id, type, status, date, date_text, persons, place, agency, charges, quote, url
FROM v_incidents
WHERE status IN ('planned', 'hypothetical')
