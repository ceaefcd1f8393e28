-- How complete the data is, by type: which share of actual incidents has a name, a date, a place, two outlets.
SELECT i.type, count(*) AS incidents,
       round(avg((p.incident_id IS NOT NULL)::INT), 3) AS named,
       round(avg((i.date IS NOT NULL)::INT), 3) AS dated,
       round(avg((i.place IS NOT NULL)::INT), 3) AS placed,
       round(avg((i.sources > 1)::INT), 3) AS two_outlets,
       round(avg((len(i.conflicts) > 0)::INT), 3) AS reports_differ,
       round(avg(i.confidence), 3) AS confidence
FROM incidents AS i
LEFT JOIN (SELECT DISTINCT incident_id FROM incident_people) AS p USING (incident_id)
WHERE i.status = 'actual' AND NOT i.withdrawn
GROUP BY i.type
ORDER BY incidents DESC, i.type
