-- Prosecutions with the name of the person.
SELECT c.case_id, p.name AS person, c.charge, c.opened, c.latest, c.stages, c.outcome, c.incidents, c.person_id
FROM cases AS c
JOIN people AS p USING (person_id)
