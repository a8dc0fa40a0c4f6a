-- Defects: the regions of inspections that were not accepted.

-- A row is written in the transaction that keeps its inspection. Its vector stays here until the vector index holds it under the
-- row's id.
create table defect (
    id            bigint generated always as identity primary key,
    inspection_id uuid        not null, -- inspections are never deleted
    region        int         not null check (region >= 0), -- index in the inspection's regions
    factory       text        not null,
    product       text        not null,
    line          text        not null,
    serial        text,
    reference_set text        not null,
    version       int         not null,
    version_id    uuid        not null,
    decision      text        not null check (decision in ('REVIEW', 'REJECT')),
    space         text        not null, -- embedding space of the vector
    dimension     int         not null,
    x             int         not null, -- pixels of the image, as are the next three
    y             int         not null,
    width         int         not null,
    height        int         not null,
    area          int         not null,
    peak          real        not null,
    nearest_row   int         not null, -- row of the bank nearest to its most anomalous patch; -1 for none
    image_width   int         not null,
    image_height  int         not null,
    taken_at      timestamptz,
    received_at   timestamptz not null,
    -- The verdict that holds for the region; null without one.
    quality       text check (quality in ('GOOD', 'DEFECTIVE')),
    defect_type   text,
    severity      text check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
    note          text,
    repair        text,
    judged_by     text,
    judged_at     timestamptz,
    -- Each change of the row raises its revision; the vector index holds the content of revision "indexed".
    revision      int         not null default 1,
    indexed       int         not null default 0,
    vector        bytea,       -- little-endian float32; null once the index holds it
    -- A vector that the index has lost is computed again from the image.
    lost_at       timestamptz, -- when the loss was found; null while the index holds the vector
    lost_why      text,        -- error code of the failed repair; the repair is tried again after the next comparison
    unique (inspection_id, region),
    check (indexed > 0 or vector is not null)
);
alter table defect alter column vector set storage external; -- floats do not compress
create index defect_to_index on defect (id) where indexed < revision;
create index defect_lost on defect (factory, id) where lost_at is not null and lost_why is null;
-- Ids of inspections sort by time: each of these serves a filter, the newest-first order, its time range and the cursor at once.
create index defect_of_product on defect (product, inspection_id, region);
create index defect_of_line on defect (product, line, inspection_id, region);
create index defect_of_factory on defect (factory, inspection_id, region);
create index defect_of_type on defect (defect_type, inspection_id, region) where defect_type is not null;
create index defect_of_quality on defect (quality, inspection_id, region) where quality is not null;
create index defect_of_severity on defect (severity, inspection_id, region) where severity is not null;
create index defect_unjudged on defect (inspection_id, region) where quality is null;
