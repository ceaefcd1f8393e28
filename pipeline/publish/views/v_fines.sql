-- Fines that were imposed, one row a fine: the sum as a range over all reports, in its currency and in US dollars.
SELECT incident_id, date, persons, place, agency, judge, charges, amount_min, amount_max, currency, usd_min, usd_max,
       usd_source, reports, quote, url
FROM v_incidents
WHERE type = 'fine' AND status = 'actual'
