-- What incoming images look like, and how far the images and scores of each deployment have moved.

alter table inspection
    add column brightness real, -- absent where nobody measured it
    add column contrast real,
    add column sharpness real;

-- What a deployment is compared with: values of the first inspections since a revision.
create table drift_reference (
    deployment_id uuid               not null references deployment,
    measure       text               not null,
    revision      int                not null, -- the inspections were judged by this revision or a later one
    sample        double precision[] not null,
    last_id       uuid               not null, -- the newest of them: windows begin after it
    primary key (deployment_id, measure)
);

create table drift_state (
    deployment_id  uuid        primary key references deployment,
    seen           uuid,        -- the newest inspection that was looked at
    looked_at      timestamptz,
    reference_from timestamptz, -- what came before is not compared with; absent while nobody said so
    reference_by   text,
    reference_why  text
);

-- One look at one window of one measure.
create table drift_value (
    deployment_id  uuid             not null references deployment,
    measure        text             not null,
    window_end     uuid             not null, -- the window's newest inspection
    window_start   uuid             not null,
    revision       int              not null, -- the reference's
    size           int              not null,
    reference_size int              not null,
    middle         double precision not null, -- median, or share
    reference_middle double precision not null,
    psi            double precision not null,
    ks             double precision not null,
    p_value        double precision not null,
    moved          boolean          not null,
    reference_deciles double precision[] not null, -- the smallest, nine deciles, the largest; none of shares
    deciles        double precision[] not null,
    shift          double precision, -- of scores alone: how far they lie from the calibration, with its 90 % interval
    shift_low      double precision,
    shift_high     double precision,
    primary key (deployment_id, measure, window_end)
);

create table drift_warning (
    id              uuid             primary key, -- sorts by time
    factory         text             not null,
    product         text             not null,
    line            text             not null,
    deployment_id   uuid             not null references deployment,
    measure         text             not null,
    revision        int              not null, -- the reference's
    before_middle   double precision not null,
    after_middle    double precision not null,
    psi             double precision not null, -- of the last look that saw it, as the two below
    ks              double precision not null,
    p_value         double precision not null,
    since           timestamptz      not null,
    since_start     boolean          not null, -- it never was as the reference is
    first_seen      timestamptz      not null,
    last_seen       timestamptz      not null,
    before_examples uuid[]           not null,
    after_examples  uuid[]           not null,
    acknowledged_at timestamptz,
    acknowledged_by text,
    note            text,
    resolved_at     timestamptz,
    resolution      text check (resolution in ('BACK', 'NEW_REFERENCE', 'REMOVED')),
    check ((acknowledged_at is null) = (acknowledged_by is null)),
    check ((resolved_at is null) = (resolution is null))
);
create unique index drift_warning_unresolved on drift_warning (deployment_id, measure) where resolved_at is null;
create index drift_warning_of_factory on drift_warning (factory, id);
create index drift_warning_of_deployment on drift_warning (deployment_id, id);
