-- The latest run of each source, and what went wrong in it.
SELECT h.source, h.status, h.articles, h.new_articles, h.problems, r.started_at, h.run_id,
       (SELECT string_agg(kind || ': ' || n, ', ' ORDER BY n DESC, kind)
        FROM (SELECT kind, count(*) AS n FROM problems AS b
              WHERE b.run_id = h.run_id AND b.source = h.source GROUP BY kind)) AS kinds
FROM source_health AS h
JOIN runs AS r USING (run_id)
QUALIFY row_number() OVER (PARTITION BY h.source ORDER BY r.started_at DESC, h.run_id DESC) = 1
