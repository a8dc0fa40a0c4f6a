-- What the reconciling job has found missing of a ready version; null while all is there.
alter table reference_version add column damaged_at timestamptz, add column damage text;
