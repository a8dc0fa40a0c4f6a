-- Factories, their lines, and the webhooks that are told what happens in a factory.

create table factory (
    name        text        primary key check (name ~ '^[a-z0-9][a-z0-9._-]{0,62}$'),
    description text,
    created_at  timestamptz not null
);
-- The factory of a node whose settings name no other.
insert into factory (name, created_at) values ('default', now());

create table line (
    factory     text        not null references factory,
    name        text        not null,
    description text,
    created_at  timestamptz not null,
    primary key (factory, name)
);

create table webhook (
    id         uuid        primary key,
    factory    text        not null,
    url        text        not null,
    events     text[]      not null,
    product    text,                 -- null for all products
    secret     text        not null, -- signs the deliveries; no answer of the API shows it again
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create index webhook_of_factory on webhook (factory);

-- The outbox. A row is written in the transaction that does what the event reports.
create table webhook_delivery (
    id            uuid        primary key, -- UUID of version 7, sorts by time; the receiver sees it in every attempt
    webhook_id    uuid        not null references webhook on delete cascade,
    event         text        not null,
    body          text        not null,    -- signed and sent byte for byte
    state         text        not null check (state in ('WAITING', 'DELIVERED', 'DEAD')),
    tries         int         not null default 0, -- since the delivery was last requested
    next_try      timestamptz not null,    -- during an attempt: when another node may take the delivery over
    created_at    timestamptz not null,
    tried_at      timestamptz,
    delivered_at  timestamptz,
    answer        int,                     -- HTTP status of the last attempt
    failure       text                     -- cause of the last failed attempt
);
create index webhook_delivery_waiting on webhook_delivery (next_try) where state = 'WAITING';
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, id);
