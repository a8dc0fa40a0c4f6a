-- The embedded vector index, and the identity under which an installation uses a shared one.

-- One row. Collections in a shared vector database carry the id as a prefix.
create table installation (
    id   uuid primary key,
    made timestamptz not null default now()
);
create unique index installation_once on installation ((true));
insert into installation (id) values (gen_random_uuid());

-- One row holds the vectors of one partition whose ids lie in one block of 256 ids.
create table vector_block (
    collection text   not null,
    block      bigint not null,
    partition  text   not null,
    row_count  int    not null check (row_count > 0),
    ids        bytea  not null, -- int64, little-endian
    vectors    bytea  not null, -- float32, little-endian, row by row
    metadata   text   not null, -- JSON, one object a row
    primary key (collection, block, partition)
);
create index vector_block_partition on vector_block (collection, partition, block);
-- Floating-point values do not compress; external storage saves the attempt.
alter table vector_block alter column vectors set storage external;
