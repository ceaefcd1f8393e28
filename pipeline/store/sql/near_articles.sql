-- Current articles of the time around a batch: what new articles may report the same event as.
SELECT article_id, version, source, url, canonical_url, lang, title, published_at, text, content_hash, event_id, vector
FROM articles
WHERE is_current
  AND article_id NOT IN (SELECT unnest(from_json($ids::JSON, '["VARCHAR"]')))
  AND ((published_on BETWEEN $first::DATE - 30 AND $last::DATE + 30)
       OR content_hash IN (SELECT unnest(from_json($hashes::JSON, '["VARCHAR"]')))
       OR canonical_url IN (SELECT unnest(from_json($canonical::JSON, '["VARCHAR"]'))))
