-- Which of the collections of its embedding space a bank lies in: one for small banks, one for large ones, ..., because the index
-- that suits a collection depends on the size of its banks. What is there so far lies in the first.
alter table reference_version_bank add column size_class text not null default 'SMALL';
alter table abandoned_bank add column size_class text not null default 'SMALL';

-- One row: tells this installation from others that use the same vector database.
create table installation (
    id   uuid primary key,
    made timestamptz not null default now()
);
create unique index installation_once on installation ((true));
insert into installation (id) values (gen_random_uuid());
