-- Who speaks in which article, with the address.
SELECT p.name AS person, ap.name AS name_in_article, a.source, a.published_on, a.title, a.url, ap.person_id
FROM article_people AS ap
JOIN people AS p USING (person_id)
JOIN articles AS a ON a.article_id = ap.article_id AND a.is_current
WHERE list_contains(ap.roles, 'speaker')
