-- Vectors of the embedded vector index: one row holds the rows of one partition whose ids lie in one block of 256.

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
-- Floating-point values do not compress; storing them as they are saves the attempt.
alter table vector_block alter column vectors set storage external;
