-- Actual incidents a month and type; the least and greatest number of people. Undated ones have no month.
SELECT date_trunc('month', date_from)::DATE AS month, type, count(*) AS incidents,
       sum(coalesce(count_min, 1)) AS people_min, sum(coalesce(count_max, count_min, 1)) AS people_max
FROM incidents
WHERE status = 'actual' AND NOT withdrawn
GROUP BY ALL
ORDER BY month NULLS LAST, type
