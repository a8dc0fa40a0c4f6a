-- Reference sets, their images and their versions.

create table reference_set (
    id          uuid primary key,
    name        text        not null unique,
    product     text        not null,
    owner       text,
    description text,
    spec        text        not null,
    created_at  timestamptz not null
);
create index reference_set_product on reference_set (product);

create table reference_image (
    id               uuid primary key,
    reference_set_id uuid        not null references reference_set,
    name             text        not null,
    sha256           text        not null,
    width            int         not null,
    height           int         not null,
    size             bigint      not null,
    added_at         timestamptz not null,
    withdrawn_at     timestamptz
);
-- The same bytes are in a set once; a withdrawn image may come back as a new row.
create unique index reference_image_once on reference_image (reference_set_id, sha256) where withdrawn_at is null;
create index reference_image_page on reference_image (reference_set_id, id);

-- Every attempt to build takes a new bank, so that one that was given up for dead can never add to its successor's.
create sequence bank_seq;

create table reference_version (
    id               uuid primary key,
    reference_set_id uuid        not null references reference_set,
    number           int         not null check (number > 0),
    state            text        not null check (state in ('QUEUED', 'BUILDING', 'READY', 'FAILED', 'CANCELLED')),
    spec             text        not null,
    cancel_requested boolean     not null default false,
    stage            text,
    done             bigint      not null default 0,
    total            bigint      not null default 0,
    bank             bigint,
    embedding_space  text,
    bank_size        int,
    dimension        int,
    embeddings       bigint,
    bank_hash        text,
    grid_rows        int,
    grid_columns     int,
    seconds_features    double precision,
    seconds_coreset     double precision,
    seconds_calibration double precision,
    failure_code     text,
    failure_detail   text,
    failure_remedy   text,
    created_at       timestamptz not null,
    started_at       timestamptz,
    ready_at         timestamptz,
    ended_at         timestamptz,
    unique (reference_set_id, number),
    check (state <> 'READY' or (bank is not null and bank_size is not null and bank_hash is not null
        and dimension is not null and embedding_space is not null and embeddings is not null
        and grid_rows is not null and grid_columns is not null and ready_at is not null))
);

-- The images of a version, fixed when it is made, in the order they are learned in.
create table reference_version_image (
    version_id     uuid not null references reference_version on delete cascade,
    position       int  not null,
    image_id       uuid not null references reference_image,
    learned        int,    -- the image's number in the bank, once it is ready; absent where the image was refused
    score          double precision,
    refusal_code   text,
    refusal_detail text,
    refusal_remedy text,
    primary key (version_id, position)
);
create index reference_version_image_of_image on reference_version_image (image_id);

-- Vectors that no version needs any more. A row is written in the transaction that gives a bank up, and goes when the
-- vectors are gone, so that a crash in between leaves nothing behind.
create table abandoned_bank (
    bank            bigint primary key,
    embedding_space text   not null,
    dimension       int    not null
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
