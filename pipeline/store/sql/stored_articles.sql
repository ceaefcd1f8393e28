-- Every stored version of some articles, without texts.
SELECT article_id, version, is_current, content_hash, event_id, copy_of
FROM articles
WHERE article_id IN (SELECT unnest(from_json($ids::JSON, '["VARCHAR"]')))
ORDER BY article_id, version
