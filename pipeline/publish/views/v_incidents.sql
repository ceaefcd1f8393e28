-- One row an incident: who, what, when, where, how much, with the first report's words and address.
WITH persons AS (
    SELECT incident_id, string_agg(name, '; ' ORDER BY name) AS persons
    FROM incident_people GROUP BY incident_id
),
sums AS (
    SELECT incident_id, currency, min(coalesce(value_min, value_max)) AS amount_min,
           max(coalesce(value_max, value_min)) AS amount_max, count(*) AS given,
           bool_or(is_equivalent) AS converted, min(coalesce(usd_min, usd_max)) AS usd_min,
           max(coalesce(usd_max, usd_min)) AS usd_max, any_value(usd_source) AS usd_source
    FROM incident_amounts GROUP BY incident_id, currency
),
main_sum AS (
    SELECT incident_id, currency, amount_min, amount_max, usd_min, usd_max, usd_source
    FROM sums
    QUALIFY row_number() OVER (PARTITION BY incident_id ORDER BY converted, given DESC, currency) = 1
),
charges AS (
    SELECT incident_id, string_agg(DISTINCT charge, '; ' ORDER BY charge) AS charges
    FROM incident_charges GROUP BY incident_id
),
evidence AS (
    SELECT incident_id, quote, url, source
    FROM incident_reports
    WHERE is_current AND kind = 'report'
    QUALIFY row_number() OVER (
        PARTITION BY incident_id ORDER BY confidence DESC, published_at NULLS LAST, report_id) = 1
)
SELECT i.incident_id, i.type, i.status, i.date, i.date_from, i.date_to, i.date_text,
       coalesce(p.persons, i.subject) AS persons, i.count_min, i.count_max, i.place, i.agency, i.court, i.judge,
       i.facility, c.charges, s.amount_min, s.amount_max, s.currency, s.usd_min, s.usd_max, s.usd_source,
       i.sentence, i.regime, i.suspended, i.additional, i.attribution, i.background, i.reports, i.sources,
       i.conflicts, i.confidence, e.quote, e.url, e.source
FROM incidents AS i
LEFT JOIN persons AS p USING (incident_id)
LEFT JOIN main_sum AS s USING (incident_id)
LEFT JOIN charges AS c USING (incident_id)
LEFT JOIN evidence AS e USING (incident_id)
WHERE NOT i.withdrawn
