-- Inspections lie in one partition a month. Ids are UUIDs of version 7, so ranges of ids are ranges of the time of reception, the
-- primary key stays the id alone, and a list ordered by id goes through the partitions in their order and stops where it is full.

-- The bound between the ids made before a time and those made then or later.
create function inspection_id_at(at timestamptz) returns uuid language sql immutable parallel safe as $$
    select cast(lpad(to_hex(cast(floor(extract(epoch from at) * 1000) as bigint)), 12, '0') || repeat('0', 20) as uuid)
$$;

create function make_inspection_month(month timestamp) returns void language plpgsql as $$
begin
    execute format('create table inspection_%s partition of inspection for values from (%L) to (%L)',
        to_char(month, 'YYYY_MM'),
        inspection_id_at(month at time zone 'UTC'),
        inspection_id_at((month + interval '1 month') at time zone 'UTC'));
end
$$;

-- Makes the partitions of all months from that of one time to that of another, as far as they are missing. Months of
-- inspection_before and inspection_later are cut off only while these hold nothing of them. Returns how many were made.
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

-- Nothing where it is there already (inspections of several factories are told apart by it).
alter table inspection add column if not exists factory text not null default 'default';
-- A unique index of a partitioned table must hold the id; keys get a table of their own, written by the same statement.
drop index inspection_idempotency_key;

do $$
declare
    definitions text[];
    definition text;
    index text;
    month timestamp;
begin
    select array_agg(pg_get_indexdef(indexrelid)) into definitions
    from pg_index where indrelid = cast('inspection' as regclass) and not indisprimary;
    for index in select cast(cast(indexrelid as regclass) as text) from pg_index
            where indrelid = cast('inspection' as regclass) and not indisprimary loop
        execute 'drop index ' || index;
    end loop;
    select date_trunc('month', coalesce(min(received_at), now()) at time zone 'UTC') into month from inspection;
    alter table inspection rename constraint inspection_pkey to inspection_unparted_pkey;
    alter table inspection rename to inspection_unparted;
    create table inspection (
        like inspection_unparted including defaults including constraints including storage,
        constraint inspection_pkey primary key (id),
        foreign key (deployment_id, revision) references deployment_threshold
    ) partition by range (id);
    perform make_inspection_month(month);
    -- What lies before the first month and after the last: nothing is ever refused for want of a month.
    execute format('create table inspection_before partition of inspection for values from (minvalue) to (%L)',
        inspection_id_at(month at time zone 'UTC'));
    execute format('create table inspection_later partition of inspection for values from (%L) to (maxvalue)',
        inspection_id_at((month + interval '1 month') at time zone 'UTC'));
    perform make_inspection_months(now(), now() + interval '3 months');
    insert into inspection select * from inspection_unparted;
    foreach definition in array definitions loop
        execute definition;
    end loop;
end
$$;

create table inspection_key (
    factory         text not null,
    idempotency_key text not null,
    inspection_id   uuid not null,
    constraint inspection_idempotency_key primary key (factory, idempotency_key)
);
insert into inspection_key select factory, idempotency_key, id from inspection_unparted where idempotency_key is not null;
drop table inspection_unparted;

create function write_inspection_key() returns trigger language plpgsql as $$
begin
    insert into inspection_key values (new.factory, new.idempotency_key, new.id);
    return null;
end
$$;
create trigger inspection_key after insert on inspection for each row when (new.idempotency_key is not null)
    execute function write_inspection_key();
