-- How an inspected image lay against the template of a version whose spec aligns images; null where it does not.
alter table inspection add column registration jsonb;
