-- Verdicts, the queue of inspections that await one, and the reference images that verdicts propose.

create table defect_type (
    product     text        not null,
    code        text        not null,
    name        text        not null,
    description text,
    created_at  timestamptz not null,
    retired_at  timestamptz, -- no new verdict may choose it; earlier verdicts keep it
    primary key (product, code)
);

-- Append only; the verdicts of an inspection are numbered from 1, and the last one holds.
create table verdict (
    inspection_id uuid        not null references inspection,
    number        int         not null check (number > 0),
    product       text        not null,
    quality       text        not null check (quality in ('GOOD', 'DEFECTIVE')),
    defect_type   text,
    severity      text check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
    note          text,
    repair        text,
    given_by      text        not null,
    given_at      timestamptz not null,
    primary key (inspection_id, number),
    foreign key (product, defect_type) references defect_type,
    check (quality = 'DEFECTIVE' or (defect_type is null and severity is null))
);

create table verdict_region (
    inspection_id uuid not null,
    number        int  not null,
    region        int  not null check (region >= 0), -- index in the inspection's regions
    product       text not null,
    quality       text not null check (quality in ('GOOD', 'DEFECTIVE')),
    defect_type   text,
    severity      text check (severity in ('MINOR', 'MAJOR', 'CRITICAL')),
    note          text,
    repair        text,
    primary key (inspection_id, number, region),
    foreign key (inspection_id, number) references verdict,
    foreign key (product, defect_type) references defect_type,
    check (quality = 'DEFECTIVE' or (defect_type is null and severity is null))
);

create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception 'verdicts are never changed; a later one supersedes';
end
$$;
create trigger verdict_is_kept before update or delete on verdict for each row execute function refuse_change();
create trigger verdict_region_is_kept before update or delete on verdict_region for each row execute function refuse_change();

-- The last verdict of each inspection, with the columns that lists filter by.
create table current_verdict (
    inspection_id uuid             primary key references inspection,
    number        int              not null,
    factory       text             not null,
    product       text             not null,
    line          text             not null,
    deployment_id uuid             not null,
    decision      text             not null,
    score         double precision not null,
    quality       text             not null,
    defect_type   text,
    severity      text,
    given_by      text             not null,
    given_at      timestamptz      not null
);
create index current_verdict_of_product on current_verdict (product, quality, inspection_id);
create index current_verdict_of_quality on current_verdict (quality, inspection_id);
create index current_verdict_of_type on current_verdict (defect_type, inspection_id) where defect_type is not null;
create index current_verdict_of_deployment on current_verdict (deployment_id, inspection_id);
create index current_verdict_of_time on current_verdict (given_at);
-- The proposals of a deployment, newest first, however many verdicts it has.
create index current_verdict_false_reject on current_verdict (deployment_id, inspection_id)
    where quality = 'GOOD' and decision <> 'ACCEPT';

-- Rejected and reviewed inspections without a verdict. A row is written by the statement that keeps the inspection and deleted with
-- its first verdict, so the table is as long as the work that is left, whatever the history holds.
create table review_item (
    inspection_id uuid             primary key references inspection,
    factory       text             not null,
    product       text             not null,
    line          text             not null,
    distance      double precision not null, -- of the score from the nearer threshold, as a share of the reject threshold
    claimed_by    text,
    claimed_until timestamptz,
    check ((claimed_by is null) = (claimed_until is null))
);
create index review_item_by_distance on review_item (factory, distance, inspection_id);
create index review_item_by_age on review_item (factory, inspection_id);
create index review_item_of_product on review_item (product, inspection_id);
create index review_item_of_product_by_distance on review_item (product, distance, inspection_id);
create index review_item_of_person on review_item (claimed_by) where claimed_by is not null;

create function distance_from_limits(score float8, review float8, reject float8) returns float8
language sql immutable parallel safe as $$
    select least(abs(score - review), abs(score - reject)) / greatest(abs(reject), 1e-9)
$$;

create function write_review_item() returns trigger language plpgsql as $$
begin
    insert into review_item (inspection_id, factory, product, line, distance)
    values (new.id, new.factory, new.product, new.line,
        distance_from_limits(new.score, new.review_threshold, new.reject_threshold));
    return null;
end
$$;
create trigger review_item after insert on inspection for each row when (new.decision <> 'ACCEPT')
    execute function write_review_item();

-- Rejected and reviewed parts with the verdict "good" are proposed as reference images. Append only; the last answer holds.
create table proposal_answer (
    inspection_id    uuid        not null references inspection,
    number           int         not null check (number > 0),
    deployment_id    uuid        not null,
    answer           text        not null check (answer in ('ACCEPTED', 'DECLINED')),
    verdict          int         not null, -- number of the verdict that held at that time
    given_by         text        not null,
    given_at         timestamptz not null,
    note             text,
    -- Where an accepted image went, by id and by name: the set may be deleted later.
    reference_set_id uuid,
    reference_set    text,
    image_id         uuid,
    version_id       uuid,
    version          int,
    primary key (inspection_id, number),
    check ((answer = 'ACCEPTED') = (reference_set_id is not null and reference_set is not null and image_id is not null
        and version_id is not null and version is not null))
);
create index proposal_answer_of_deployment on proposal_answer (deployment_id, inspection_id);

create function refuse_change_of_answer() returns trigger language plpgsql as $$
begin
    raise exception 'answers to proposals are never changed; a later one supersedes';
end
$$;
create trigger proposal_answer_is_kept before update or delete on proposal_answer
    for each row execute function refuse_change_of_answer();
