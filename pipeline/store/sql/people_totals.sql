-- What is known of some people over all articles.
SELECT ap.person_id, ap.name, ap.role, ap.article_id, ap.age, ap.sex, ap.occupation, ap.affiliation, ap.community,
       a.published_at
FROM article_people AS ap
JOIN articles AS a ON a.article_id = ap.article_id AND a.is_current
WHERE ap.person_id IN (SELECT unnest(from_json($people::JSON, '["VARCHAR"]')))
ORDER BY ap.person_id, ap.article_id, ap.name
