-- What people said of inspections. Verdicts are only ever added; the trail of an inspection is numbered from 1.

create table defect_type (
    product     text        not null,
    code        text        not null,
    name        text        not null,
    description text,
    created_at  timestamptz not null,
    retired_at  timestamptz, -- no longer to be chosen; verdicts that chose it keep it
    primary key (product, code)
);

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
    region        int  not null check (region >= 0), -- its place in the inspection's regions
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

-- The verdict of each inspection that holds now, with what it is looked for by.
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
