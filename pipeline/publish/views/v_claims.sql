-- Totals, statistics and practices as somebody states them, with the words and the article.
SELECT c.kind, c.count, c.counted, c.place, c.value_min, c.value_max, c.currency, c.speaker, c.as_of, a.published_on, c.quote,
       a.source, a.url, c.claim_id, c.article_id
FROM claims AS c
JOIN articles AS a ON a.article_id = c.article_id AND a.version = c.version
WHERE a.is_current
