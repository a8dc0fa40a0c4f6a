-- The worst inspections of a product: a range of scores, and with the id the newest-first order and the cursor, without
-- reading the rows that are skipped.
create index inspection_of_score on inspection (product, score, id);
