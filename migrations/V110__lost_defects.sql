-- Defects whose vector was in the vector index and is there no longer: it is made again from the image.

alter table defect
    add column lost_at  timestamptz, -- when that was found; absent for those whose vector is there
    add column lost_why text;        -- the code of why it could not be made again; tried once more after the next comparison
create index defect_lost on defect (factory, id) where lost_at is not null and lost_why is null;
