-- Reference sets, their images, their versions, and the queue of builds.

create table reference_set (
    id              uuid        primary key,
    factory         text        not null default 'default' references factory, -- the owner
    name            text        not null,
    product         text        not null,
    line            text,                               -- where the images were taken; null if unknown
    owner           text,                               -- a person or team, as the caller gave it
    description     text,
    spec            text        not null,               -- the detector spec of the next version
    images          text        not null default 'SHARED' check (images in ('SHARED', 'OWN_FACTORY')), -- which store holds them
    shared_with_all boolean     not null default false, -- read-only, with every factory
    created_at      timestamptz not null,
    constraint reference_set_name_key unique (factory, name)
);
create index reference_set_product on reference_set (product);

create table reference_set_share (
    reference_set_id uuid not null references reference_set on delete cascade,
    factory          text not null references factory,
    primary key (reference_set_id, factory)
);
create index reference_set_share_of_factory on reference_set_share (factory);

create table reference_image (
    id               uuid        primary key,
    reference_set_id uuid        not null references reference_set,
    name             text        not null,
    sha256           text        not null,
    width            int         not null,
    height           int         not null,
    size             bigint      not null, -- bytes
    inspection_id    uuid,                 -- the inspection whose image this is, if any; inspections are never deleted
    added_at         timestamptz not null,
    withdrawn_at     timestamptz
);
-- The same bytes are in a set once; a withdrawn image may come back as a new row.
create unique index reference_image_once on reference_image (reference_set_id, sha256) where withdrawn_at is null;
create index reference_image_page on reference_image (reference_set_id, id);

-- Numbers of build attempts and of banks. Each attempt takes new numbers, so an attempt that was taken for dead cannot write
-- into its successor's banks.
create sequence bank_seq;

create table reference_version (
    id                  uuid        primary key,
    reference_set_id    uuid        not null references reference_set,
    number              int         not null check (number > 0),
    state               text        not null check (state in ('QUEUED', 'BUILDING', 'READY', 'FAILED', 'CANCELLED')),
    spec                text        not null,
    grown_from          uuid        references reference_version,
    cancel_requested    boolean     not null default false,
    -- Progress of the build.
    stage               text,
    done                bigint      not null default 0,
    total               bigint      not null default 0,
    attempt             bigint,
    -- Why the build waits: a store that is unavailable or full. Null while it runs.
    waits_code          text,
    waits_detail        text,
    waits_remedy        text,
    failure_code        text,
    failure_detail      text,
    failure_remedy      text,
    -- What the build learned.
    embedding_space     text,
    dimension           int,
    embeddings          bigint,
    grid_rows           int,
    grid_columns        int,
    state_hash          text,
    state_bytes         bigint,
    parameters_sha256   text,             -- the version's own parameter file; null where the banks are the whole state
    covering_radius     double precision, -- of the bank of a version that can be grown; null until it is known
    seconds_features    double precision,
    seconds_coreset     double precision,
    seconds_calibration double precision,
    -- What the reconciling job found missing of a ready version; null for a complete one.
    damaged_at          timestamptz,
    damage              text,
    created_at          timestamptz not null,
    started_at          timestamptz,
    ready_at            timestamptz,
    ended_at            timestamptz,
    unique (reference_set_id, number),
    constraint reference_version_whole check (state <> 'READY'
        or (attempt is not null and state_hash is not null and state_bytes is not null and dimension is not null
            and embedding_space is not null and embeddings is not null and grid_rows is not null and grid_columns is not null
            and ready_at is not null))
);

-- The banks of a version, from none to several. Their rows lie in the vector index; all other state lies in the parameter file.
create table reference_version_bank (
    bank       bigint primary key,              -- its number in the index; this row is committed before the first vector
    version_id uuid   not null references reference_version on delete cascade,
    name       text   not null,                 -- as the model calls it; empty where the bank is the whole model
    dimension  int    not null,
    size       int    not null,
    hash       text   not null,
    -- The index that suits a collection depends on the size of its banks, so an embedding space has a collection for each class.
    size_class text   not null default 'SMALL',
    unique (version_id, name)
);

-- The images of a version, fixed when it is made, in the order they are learned in.
create table reference_version_image (
    version_id     uuid    not null references reference_version on delete cascade,
    position       int     not null,
    image_id       uuid    not null references reference_image,
    known          boolean not null default false, -- also an image of the version that this one grew from, which gave the score
    learned        int,                            -- the image's number in the bank of a ready version; null for a refused image
    score          double precision,
    refusal_code   text,
    refusal_detail text,
    refusal_remedy text,
    primary key (version_id, position)
);
create index reference_version_image_of_image on reference_version_image (image_id);

-- Parameter files of sets whose images stay in the store of one factory. They lie here so that other factories can load the version.
create table parameter_piece (
    sha256 text  not null,
    number int   not null check (number >= 0),
    bytes  bytea not null,
    primary key (sha256, number)
);
alter table parameter_piece alter column bytes set storage external; -- floats do not compress

-- Banks that no version uses. A row is written in the transaction that abandons the bank, and deleted once the vectors are
-- deleted, so a crash in between leaves nothing behind.
create table abandoned_bank (
    bank            bigint primary key,
    embedding_space text   not null,
    dimension       int    not null,
    size_class      text   not null default 'SMALL'
);

-- The same for parameter files. The content includes the number of the attempt, so a file belongs to one version alone.
create table abandoned_parameters (
    sha256 text primary key
);

-- The queue of db-scheduler 16 (its table for PostgreSQL).
create table scheduled_tasks (
    task_name            text                     not null,
    task_instance        text                     not null,
    task_data            bytea,
    execution_time       timestamp with time zone not null,
    picked               boolean                  not null,
    picked_by            text,
    last_success         timestamp with time zone,
    last_failure         timestamp with time zone,
    consecutive_failures int,
    last_heartbeat       timestamp with time zone,
    version              bigint                   not null,
    priority             smallint,
    primary key (task_name, task_instance)
);
create index scheduled_tasks_execution_time on scheduled_tasks (execution_time);
create index scheduled_tasks_last_heartbeat on scheduled_tasks (last_heartbeat);
create index scheduled_tasks_priority on scheduled_tasks (priority desc, execution_time asc);
