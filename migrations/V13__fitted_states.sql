-- What a version learned may be any number of banks, none included, and numbers beside them. The rows of a bank lie in the
-- vector index, numbers and bytes in one parameter file in the blob store.

-- Every attempt to build is told from the others by its number; its banks have numbers of their own, from the same sequence.
alter table reference_version rename column bank to attempt;

create table reference_version_bank (
    bank       bigint primary key, -- the number under which its rows lie in the index; written before the first of them
    version_id uuid   not null references reference_version on delete cascade,
    name       text   not null,    -- as the model calls it; empty where it is the whole model
    dimension  int    not null,
    size       int    not null,
    hash       text   not null,
    unique (version_id, name)
);
insert into reference_version_bank (bank, version_id, name, dimension, size, hash)
select attempt, id, '', dimension, bank_size, bank_hash from reference_version where state = 'READY';

-- An attempt that was under way may have written rows already; it is built anew.
insert into abandoned_bank (bank, embedding_space, dimension)
select attempt, embedding_space, dimension from reference_version
where state = 'BUILDING' and attempt is not null and embedding_space is not null and dimension is not null
on conflict do nothing;

alter table reference_version
    add column state_hash text,
    add column state_bytes bigint,
    add column parameters_sha256 text; -- the version's own parameter file; absent where banks are all there is
update reference_version
set state_hash = bank_hash, state_bytes = 4 * cast(bank_size as bigint) * dimension where state = 'READY';

-- Dropping the columns drops the check that names them.
alter table reference_version drop column bank_size, drop column bank_hash;
alter table reference_version add constraint reference_version_whole check (state <> 'READY'
    or (attempt is not null and state_hash is not null and state_bytes is not null and dimension is not null
        and embedding_space is not null and embeddings is not null and grid_rows is not null and grid_columns is not null
        and ready_at is not null));

-- Parameter files that no version needs any more, as abandoned_bank is of vectors. A file holds the number of its attempt, so it
-- belongs to one version alone.
create table abandoned_parameters (
    sha256 text primary key
);
