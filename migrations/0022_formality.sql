-- How the company's people are addressed where a language tells the two apart: formal is «вы», informal «ты».
ALTER TABLE company ADD COLUMN formality TEXT NOT NULL DEFAULT 'formal' CHECK (formality IN ('formal', 'informal'));
