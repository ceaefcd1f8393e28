-- Fines that were imposed, one row a fine: the sum as a range over all reports, in the currency of the reports.
SELECT incident_id, date, persons, place, agency, charges, amount_min, amount_max, currency, reports, quote, url
FROM v_incidents
WHERE type = 'fine' AND status = 'actual'
