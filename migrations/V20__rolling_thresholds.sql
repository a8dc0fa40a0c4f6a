-- Limits that follow the accepted inspections of a deployment; all absent where they do not.
alter table deployment
    add column rolling_last int,                  -- how many accepted inspections an estimate rests on
    add column rolling_every int,                 -- how many new ones bring the next
    add column rolling_bound double precision,    -- how far a limit may go from the version's own, as a factor
    add column rolling_shift double precision,    -- how far the limits are from the version's own now
    add column rolling_stopped text check (rolling_stopped in ('LOWER', 'UPPER')),
    add column rolling_since timestamptz,         -- earlier inspections do not count
    add column rolling_seen uuid,                 -- the newest inspection that was looked at
    add column rolling_checked_at timestamptz,
    add constraint deployment_rolling_whole check (rolling_last is null
        or (rolling_every is not null and rolling_bound is not null and rolling_shift is not null
            and rolling_since is not null));
