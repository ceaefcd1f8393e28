-- What some articles say of the people in them.
SELECT article_id, person_id, age, sex, occupation, affiliation, community
FROM article_people
WHERE article_id IN (SELECT unnest(from_json($articles::JSON, '["VARCHAR"]')))
ORDER BY article_id, name
