-- What a build waits for that has learned, or cannot begin: a store that is away or full. Null while it goes on.
alter table reference_version add column waits_code text, add column waits_detail text, add column waits_remedy text;
