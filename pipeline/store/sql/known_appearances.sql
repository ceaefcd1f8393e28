-- Stored appearances of people who may be among those of a batch.
SELECT ap.article_id, ap.name, ap.age, ap.person_id, a.published_at, a.event_id
FROM article_people AS ap
JOIN articles AS a ON a.article_id = ap.article_id AND a.is_current
WHERE ap.article_id IN (SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')))
   OR a.event_id IN (SELECT unnest(from_json($events::JSON, '["VARCHAR"]')))
   OR ap.person_id IN (
        SELECT person_id FROM person_names WHERE list_has_any(blocks, from_json($blocks::JSON, '["VARCHAR"]')))
