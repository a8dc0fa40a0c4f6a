-- Who is told of what happens, and what they are still to be told.

create table webhook (
    id         uuid        primary key,
    factory    text        not null,
    url        text        not null,
    events     text[]      not null,
    product    text,                 -- of all products where it is absent
    secret     text        not null, -- as it was given or made; never shown again
    created_at timestamptz not null,
    changed_at timestamptz not null
);
create index webhook_of_factory on webhook (factory);

-- Rows come in the transaction that did what they tell of.
create table webhook_delivery (
    id            uuid        primary key, -- sorts by time; the receiver sees it at every try
    webhook_id    uuid        not null references webhook on delete cascade,
    event         text        not null,
    body          text        not null,    -- what is signed and sent, byte for byte
    state         text        not null check (state in ('WAITING', 'DELIVERED', 'DEAD')),
    tries         int         not null default 0, -- since it was last asked for
    next_try      timestamptz not null,    -- while it is tried: when somebody else may try again
    created_at    timestamptz not null,
    tried_at      timestamptz,
    delivered_at  timestamptz,
    answer        int,                     -- the HTTP status of the last try
    failure       text                     -- why the last try failed
);
create index webhook_delivery_waiting on webhook_delivery (next_try) where state = 'WAITING';
create index webhook_delivery_of_webhook on webhook_delivery (webhook_id, id);
