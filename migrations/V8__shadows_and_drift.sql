-- Shadow versions, and the drift of incoming images and scores.

-- A version that scores every inspection of a deployment beside the active one, and decides nothing.
create table shadow (
    id                 uuid             primary key,
    deployment_id      uuid             not null references deployment,
    version_id         uuid, -- null once the shadow has ended, so that the version may be deleted
    reference_set      text             not null,
    version            int              not null,
    -- Its thresholds. They give the decisions in shadow_score, and do not change when those of the deployment do.
    calibration        text             not null check (calibration in ('VERSION', 'DEPLOYMENT')),
    calibration_images int              not null,
    review_value       double precision not null,
    review_method      text             not null,
    review_wanted      double precision not null,
    review_promised    double precision not null,
    review_low         double precision not null,
    review_high        double precision not null,
    review_extrapolate boolean          not null,
    reject_value       double precision not null,
    reject_method      text             not null,
    reject_wanted      double precision not null,
    reject_promised    double precision not null,
    reject_low         double precision not null,
    reject_high        double precision not null,
    reject_extrapolate boolean          not null,
    covers_from        timestamptz      not null, -- inspections received from then on are scored
    started_at         timestamptz      not null,
    started_by         text,
    reason             text,
    ended_at           timestamptz,
    ended_by           text,
    outcome            text check (outcome in ('PROMOTED', 'REMOVED', 'REPLACED')),
    -- All inspections below this id are scored; those above may still wait for it.
    complete_below     uuid             not null,
    catching_up        text,                      -- the node that scores the missed inspections
    catching_up_until  timestamptz,
    constraint shadow_of_version foreign key (version_id) references reference_version,
    check (review_value <= reject_value),
    check ((ended_at is null) = (version_id is not null)),
    check ((ended_at is null) = (outcome is null))
);
create unique index shadow_running on shadow (deployment_id) where ended_at is null;
create index shadow_of_deployment on shadow (deployment_id, id);
create index shadow_by_version on shadow (version_id) where version_id is not null;

-- The score that a shadow gave an inspection, or the reason why it gave none. The columns that comparisons count lie in the index.
create table shadow_score (
    shadow_id     uuid             not null references shadow,
    inspection_id uuid             not null references inspection,
    decision      text check (decision in ('ACCEPT', 'REVIEW', 'REJECT')), -- the shadow's decision
    score         double precision,
    refusal_code  text,                      -- why there will be no score
    judged        text             not null, -- decision of the inspection, with its score and reject threshold
    judged_score  double precision not null,
    judged_limit  double precision not null,
    caught_up     boolean          not null, -- scored later, from the kept image
    shared        boolean          not null, -- with the embeddings of the inspection
    millis        real             not null,
    node          text             not null,
    scored_at     timestamptz      not null,
    primary key (shadow_id, inspection_id) include (judged, decision, judged_score, judged_limit, score, caught_up),
    check ((score is null) = (refusal_code is not null)),
    check ((score is null) = (decision is null))
);
create index shadow_score_differing on shadow_score (shadow_id, inspection_id) where decision <> judged;
create index shadow_score_refused on shadow_score (shadow_id, inspection_id) include (refusal_code) where refusal_code is not null;

-- What the latest inspections of a deployment are compared with: values of the first inspections since a revision.
create table drift_reference (
    deployment_id uuid               not null references deployment,
    measure       text               not null,
    revision      int                not null, -- the first revision that judged the inspections
    sample        double precision[] not null,
    last_id       uuid               not null, -- the newest inspection of the sample; windows begin after it
    primary key (deployment_id, measure)
);

create table drift_state (
    deployment_id  uuid        primary key references deployment,
    seen           uuid,        -- the newest inspection of the last comparison
    looked_at      timestamptz,
    reference_from timestamptz, -- earlier inspections are no reference; null until a person sets it
    reference_by   text,
    reference_why  text
);

-- The comparison of one window of one measure.
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
    reference_deciles double precision[] not null, -- minimum, nine deciles, maximum; empty for shares
    deciles        double precision[] not null,
    shift          double precision, -- only of scores: distance from the calibration, with its 90 % interval
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
    psi             double precision not null, -- of the last comparison that saw it, as the two below
    ks              double precision not null,
    p_value         double precision not null,
    since           timestamptz      not null,
    since_start     boolean          not null, -- no window since the reference was like the reference
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
