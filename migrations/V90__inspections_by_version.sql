-- Which inspections a version has judged.
create index inspection_of_version on inspection (reference_set, version, id);
