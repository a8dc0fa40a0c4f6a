-- Versions that were grown from another one, with the images named.

alter table reference_version
    add column covering_radius double precision, -- of its bank, where it can be grown; absent until it is known
    add column grown_from uuid references reference_version;
-- Images that came with the version that this one was grown from; their scores are that version's.
alter table reference_version_image add column known boolean not null default false;
-- The inspection that an image was taken from, where it was; inspections are kept for ever.
alter table reference_image add column inspection_id uuid;
