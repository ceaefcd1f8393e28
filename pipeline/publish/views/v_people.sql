-- People to whom something happened, with all spellings and the number of incidents.
SELECT p.person_id, p.name, p.articles, p.roles, p.birth_year_min, p.birth_year_max,
       (SELECT list(n.name ORDER BY n.articles DESC, n.name) FROM person_names AS n
        WHERE n.person_id = p.person_id) AS spellings,
       count(DISTINCT i.incident_id) AS incidents
FROM people AS p
LEFT JOIN incident_people AS ip USING (person_id)
LEFT JOIN incidents AS i ON i.incident_id = ip.incident_id AND i.status = 'actual' AND NOT i.withdrawn
GROUP BY ALL
