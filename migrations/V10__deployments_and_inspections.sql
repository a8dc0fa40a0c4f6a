-- Which version judges a product on a line, with which thresholds; and every inspection that was made.

create table deployment (
    id         uuid primary key,
    product    text        not null,
    line       text        not null,
    version_id uuid references reference_version, -- absent once removed, so that the version may go
    revision   int         not null,
    created_at timestamptz not null,
    removed_at timestamptz,
    check ((removed_at is null) = (version_id is not null))
);
create unique index deployment_of_line on deployment (product, line) where removed_at is null;
create index deployment_of_version on deployment (version_id) where version_id is not null;

-- Append only: one row for each change of a deployment's version or limits. The row of its revision is in force.
create table deployment_threshold (
    deployment_id      uuid             not null references deployment,
    revision           int              not null check (revision > 0),
    reference_set      text             not null,
    version            int              not null,
    review_value       double precision not null,
    review_method      text             not null,
    review_wanted      double precision not null,
    review_promised    double precision not null,
    review_low         double precision not null,
    review_high        double precision not null,
    reject_value       double precision not null,
    reject_method      text             not null,
    reject_wanted      double precision not null,
    reject_promised    double precision not null,
    reject_low         double precision not null,
    reject_high        double precision not null,
    calibration_images int              not null,
    reason             text             not null,
    made_at            timestamptz      not null,
    primary key (deployment_id, revision),
    check (review_value <= reject_value)
);

-- The id is a UUID of version 7 whose time is received_at, so ordering by id is ordering by time, and an index that ends
-- in the id serves a filter, its newest-first order and its time range at once.
create table inspection (
    id               uuid primary key,
    product          text             not null,
    line             text             not null,
    serial           text,
    deployment_id    uuid             not null,
    revision         int              not null,
    reference_set    text             not null,
    version          int              not null,
    decision         text             not null check (decision in ('ACCEPT', 'REVIEW', 'REJECT')),
    score            double precision not null,
    review_threshold double precision not null,
    reject_threshold double precision not null,
    regions          jsonb            not null,
    timings          jsonb            not null,
    -- The anomaly map as the detector gives it: little-endian float32, one a patch, row by row. The map in pixels and
    -- the overlay are drawn from it when they are asked for.
    patch_scores     bytea            not null,
    grid_rows        int              not null,
    grid_columns     int              not null,
    input_size       int              not null,
    image_sha256     text             not null,
    image_width      int              not null,
    image_height     int              not null,
    taken_at         timestamptz,
    received_at      timestamptz      not null,
    idempotency_key  text,
    foreign key (deployment_id, revision) references deployment_threshold
);
alter table inspection alter column patch_scores set storage external; -- floats do not compress
create unique index inspection_idempotency_key on inspection (idempotency_key) where idempotency_key is not null;
create index inspection_of_product on inspection (product, id);
create index inspection_of_line on inspection (product, line, id);
create index inspection_of_decision on inspection (decision, id);
create index inspection_of_serial on inspection (serial, id) where serial is not null;
