-- Every summary and every list of who is missing asks for the reports of one week; after a year there are fifty times as many.
CREATE INDEX report_by_week ON report (week);
