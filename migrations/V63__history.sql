-- What the history is searched by, what is counted of it, and which images need not be kept for ever.

alter table inspection add column batch text;
create index inspection_of_batch on inspection (batch, id) where batch is not null;
create index inspection_of_taken on inspection (taken_at, id) where taken_at is not null;
create index inspection_of_product_decision on inspection (product, decision, id);
-- The scores of a deployment over a period, without reading the rows.
create index inspection_of_deployment on inspection (deployment_id, id) include (revision, decision, score);
-- Whether an image is shown by anything else.
create index inspection_of_image on inspection using hash (image_sha256);

create table product_retention (
    factory          text        not null, -- whose images they are
    product          text        not null,
    good_images_days int         not null check (good_images_days > 0),
    done             uuid        not null, -- images of good parts up to this inspection have been removed
    done_at          timestamptz not null, -- verdicts given since then are still to be looked at
    primary key (factory, product)
);

create table removed_image (
    sha256     text        primary key,
    removed_at timestamptz not null
);

-- Inspections by hour and by day (UTC), and by what was decided and judged; empty text stands for no verdict and no type.
create table inspection_rollup (
    step        text        not null check (step in ('HOUR', 'DAY')),
    start       timestamptz not null,
    factory     text        not null,
    product     text        not null,
    line        text        not null,
    decision    text        not null,
    quality     text        not null,
    defect_type text        not null,
    inspections bigint      not null,
    primary key (step, start, factory, product, line, decision, quality, defect_type)
);
create index inspection_rollup_of_product on inspection_rollup (product, step, start);

create table inspection_rollup_state (
    only_row   boolean     primary key check (only_row),
    done_until timestamptz not null
);
