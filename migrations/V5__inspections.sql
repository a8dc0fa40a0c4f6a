-- Inspections, in one partition a month; their counts, and the removal of images that need not be kept.

-- The bound between the ids made before a time and those made then or later. An id is a UUID of version 7 that starts with its time.
create function inspection_id_at(at timestamptz) returns uuid language sql immutable parallel safe as $$
    select cast(lpad(to_hex(cast(floor(extract(epoch from at) * 1000) as bigint)), 12, '0') || repeat('0', 20) as uuid)
$$;

-- The time in an id is received_at, so ranges of ids are ranges of time: the primary key stays the id alone, a list ordered by id
-- reads the partitions in their order and stops when it is full, and an index that ends in the id serves a filter, its
-- newest-first order and its time range at once.
create table inspection (
    id                  uuid             primary key,
    factory             text             not null default 'default',
    product             text             not null,
    line                text             not null,
    serial              text,
    batch               text,
    -- What judged.
    deployment_id       uuid             not null,
    revision            int              not null,
    reference_set       text             not null,
    version             int              not null,
    node                text,
    search              text             not null default 'LOCAL', -- where the bank was searched
    -- The outcome.
    decision            text             not null check (decision in ('ACCEPT', 'REVIEW', 'REJECT')),
    score               double precision not null,
    review_threshold    double precision not null,
    reject_threshold    double precision not null,
    review_extrapolated boolean          not null default false, -- the threshold lay above all scores of the calibration images
    reject_extrapolated boolean          not null default false,
    regions             jsonb            not null,
    timings             jsonb            not null,
    registration        jsonb,           -- how the image lay against the template; null where the spec aligns no images
    -- The anomaly map as the detector gives it: little-endian float32, one a patch, row by row, NaN outside the region of interest.
    -- The map in pixels and the overlay are drawn from it on request.
    patch_scores        bytea            not null,
    grid_rows           int              not null,
    grid_columns        int              not null,
    input_size          int              not null,
    tile_size           int,             -- side of a tile in pixels of the image; null where the network saw the whole image
    region_sha256       text,            -- of the region of interest in the image store; null for the whole image
    map_limit           double precision, -- regions lie above it, where the score is no value of the map (mean, quantile)
    map_exact           boolean          not null default true, -- false: only the patches that make the score are exact
    -- The image.
    image_sha256        text             not null,
    image_width         int              not null,
    image_height        int              not null,
    own_store           boolean          not null default false, -- the image lies in the store of its factory alone
    brightness          real,            -- these three are null where they were not measured
    contrast            real,
    sharpness           real,
    taken_at            timestamptz,
    received_at         timestamptz      not null,
    idempotency_key     text,
    foreign key (deployment_id, revision) references deployment_threshold
) partition by range (id);
alter table inspection alter column patch_scores set storage external; -- floats do not compress

create index inspection_of_product on inspection (product, id);
create index inspection_of_line on inspection (product, line, id);
create index inspection_of_decision on inspection (decision, id);
create index inspection_of_product_decision on inspection (product, decision, id);
create index inspection_of_serial on inspection (serial, id) where serial is not null;
create index inspection_of_batch on inspection (batch, id) where batch is not null;
create index inspection_of_taken on inspection (taken_at, id) where taken_at is not null;
create index inspection_of_version on inspection (reference_set, version, id);
-- The worst inspections of a product: a range of scores, and with the id the newest-first order and the cursor, without reading
-- the rows that are skipped.
create index inspection_of_score on inspection (product, score, id);
-- Lists show a factory's own inspections by default; a factory may have few among many.
create index inspection_of_factory on inspection (factory, id);
create index inspection_of_factory_line on inspection (factory, line, id);
-- The scores of a deployment over a period, without reading the rows.
create index inspection_of_deployment on inspection (deployment_id, id) include (revision, decision, score);
-- Whether another inspection shows the same image.
create index inspection_of_image on inspection using hash (image_sha256);

create function make_inspection_month(month timestamp) returns void language plpgsql as $$
begin
    execute format('create table inspection_%s partition of inspection for values from (%L) to (%L)',
        to_char(month, 'YYYY_MM'),
        inspection_id_at(month at time zone 'UTC'),
        inspection_id_at((month + interval '1 month') at time zone 'UTC'));
end
$$;

-- Makes the missing partitions of all months from that of one time to that of another. Months of inspection_before and
-- inspection_later are cut off only while these hold no row of them. Returns how many were made.
create function make_inspection_months(first timestamptz, last timestamptz) returns int language plpgsql as $$
declare
    wanted timestamp := date_trunc('month', first at time zone 'UTC');
    ended timestamp := date_trunc('month', last at time zone 'UTC') + interval '1 month';
    low timestamp;  -- start of the months that there are
    high timestamp; -- their end
    month timestamp;
    made int := 0;
begin
    perform pg_advisory_xact_lock(hashtext('make_inspection_months'));
    select min(to_date(right(relname, 7), 'YYYY_MM')), max(to_date(right(relname, 7), 'YYYY_MM')) + interval '1 month'
    into low, high
    from pg_inherits join pg_class on pg_class.oid = inhrelid
    where inhparent = cast('inspection' as regclass) and relname ~ '^inspection_[0-9]{4}_[0-9]{2}$';
    if wanted < low and not exists (
            select from inspection_before where id >= inspection_id_at(wanted at time zone 'UTC')) then
        alter table inspection detach partition inspection_before;
        for month in select generate_series(wanted, low - interval '1 month', interval '1 month') loop
            perform make_inspection_month(month);
            made := made + 1;
        end loop;
        execute format('alter table inspection attach partition inspection_before for values from (minvalue) to (%L)',
            inspection_id_at(wanted at time zone 'UTC'));
    end if;
    if ended > high and not exists (
            select from inspection_later where id < inspection_id_at(ended at time zone 'UTC')) then
        alter table inspection detach partition inspection_later;
        for month in select generate_series(high, ended - interval '1 month', interval '1 month') loop
            perform make_inspection_month(month);
            made := made + 1;
        end loop;
        execute format('alter table inspection attach partition inspection_later for values from (%L) to (maxvalue)',
            inspection_id_at(ended at time zone 'UTC'));
    end if;
    return made;
end
$$;

-- This month, the next three, and what lies before and after: no inspection is ever refused for want of a partition.
do $$
declare
    month timestamp := date_trunc('month', now() at time zone 'UTC');
begin
    perform make_inspection_month(month);
    execute format('create table inspection_before partition of inspection for values from (minvalue) to (%L)',
        inspection_id_at(month at time zone 'UTC'));
    execute format('create table inspection_later partition of inspection for values from (%L) to (maxvalue)',
        inspection_id_at((month + interval '1 month') at time zone 'UTC'));
    perform make_inspection_months(now(), now() + interval '3 months');
end
$$;

-- A unique index of a partitioned table must contain the id, so idempotency keys have a table of their own, written by the
-- statement that keeps the inspection.
create table inspection_key (
    factory         text not null,
    idempotency_key text not null,
    inspection_id   uuid not null,
    constraint inspection_idempotency_key primary key (factory, idempotency_key)
);

create function write_inspection_key() returns trigger language plpgsql as $$
begin
    insert into inspection_key values (new.factory, new.idempotency_key, new.id);
    return null;
end
$$;
create trigger inspection_key after insert on inspection for each row when (new.idempotency_key is not null)
    execute function write_inspection_key();

-- Inspections by hour and by day (UTC), decision and verdict; the empty text stands for no verdict and no defect type.
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

-- How long images of good parts are kept. Inspections themselves are never deleted.
create table product_retention (
    factory          text        not null, -- the owner of the images
    product          text        not null,
    good_images_days int         not null check (good_images_days > 0),
    done             uuid        not null, -- images of good parts up to this inspection are removed
    done_at          timestamptz not null, -- verdicts given since then are still to be considered
    primary key (factory, product)
);

create table removed_image (
    sha256     text        primary key,
    removed_at timestamptz not null
);
