-- Factories and their lines; who owns a reference set, and who may use it.

create table factory (
    name        text        primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    description text,
    created_at  timestamptz not null
);
-- The factory of everything that was made before there were several, and of a node that is not told another.
insert into factory (name, created_at) values ('default', now());

create table line (
    factory     text        not null references factory,
    name        text        not null,
    description text,
    created_at  timestamptz not null,
    primary key (factory, name)
);

alter table reference_set
    add column factory text not null default 'default' references factory,
    add column line text,                                      -- where its images were taken, if that was said
    add column shared_with_all boolean not null default false, -- read-only, with every factory
    add column images text not null default 'SHARED' check (images in ('SHARED', 'OWN_FACTORY')),
    drop constraint reference_set_name_key,
    add constraint reference_set_name_key unique (factory, name);

create table reference_set_share (
    reference_set_id uuid not null references reference_set on delete cascade,
    factory          text not null references factory,
    primary key (reference_set_id, factory)
);
create index reference_set_share_of_factory on reference_set_share (factory);

-- What a model learned beside its banks, where the images' store is one factory's alone: it travels with the banks.
create table parameter_piece (
    sha256 text  not null,
    number int   not null check (number >= 0),
    bytes  bytea not null,
    primary key (sha256, number)
);
alter table parameter_piece alter column bytes set storage external; -- floats do not compress

-- Deployments and inspections belong to the factory of the node that makes them.
alter table deployment add column factory text not null default 'default' references factory;
drop index deployment_of_line;
create unique index deployment_of_line on deployment (factory, product, line) where removed_at is null;
insert into line (factory, name, created_at) select 'default', line, min(created_at) from deployment group by line;

-- Where the version that came into force was built: its calibration does not carry to other cameras.
alter table deployment_threshold
    add column set_factory text not null default 'default',
    add column set_line text;

alter table inspection
    add column factory text not null default 'default',
    add column node text,                                 -- the node that judged; absent before nodes were written down
    add column own_store boolean not null default false;  -- whether the image stays in the store of its factory
drop index inspection_idempotency_key;
create unique index inspection_idempotency_key on inspection (factory, idempotency_key) where idempotency_key is not null;
