-- Deployments: which version judges a product on a line, with which thresholds.

create table deployment (
    id                 uuid        primary key,
    factory            text        not null default 'default' references factory, -- of the node that made the deployment
    product            text        not null,
    line               text        not null,
    version_id         uuid        references reference_version, -- null once removed, so that the version may be deleted
    revision           int         not null,
    created_at         timestamptz not null,
    removed_at         timestamptz,
    -- Rolling thresholds follow the accepted inspections; all null for a deployment without them.
    rolling_last       int,              -- number of accepted inspections that an estimate uses
    rolling_every      int,              -- number of new ones after which the next estimate is made
    rolling_bound      double precision, -- largest factor between a threshold and the version's own
    rolling_shift      double precision, -- current distance of the thresholds from the version's own
    rolling_stopped    text        check (rolling_stopped in ('LOWER', 'UPPER')), -- the bound that was reached
    rolling_since      timestamptz,      -- earlier inspections do not count
    rolling_seen       uuid,             -- the newest inspection of the last estimate
    rolling_checked_at timestamptz,
    check ((removed_at is null) = (version_id is not null)),
    constraint deployment_rolling_whole check (rolling_last is null
        or (rolling_every is not null and rolling_bound is not null and rolling_shift is not null
            and rolling_since is not null))
);
create unique index deployment_of_line on deployment (factory, product, line) where removed_at is null;
create index deployment_of_version on deployment (version_id) where version_id is not null;

-- The revisions of a deployment, append only. deployment.revision names the active one.
create table deployment_threshold (
    deployment_id      uuid             not null references deployment,
    revision           int              not null check (revision > 0),
    -- The active version, also by names, which stay when the version is deleted.
    version_id         uuid,
    reference_set      text             not null,
    version            int              not null,
    set_factory        text             not null default 'default',
    set_line           text,            -- where it was built; its calibration does not hold for other cameras
    calibration        text             not null default 'VERSION' check (calibration in ('VERSION', 'DEPLOYMENT')),
    calibration_images int              not null,
    review_value       double precision not null,
    review_method      text             not null,
    review_wanted      double precision not null, -- false-reject rate that was asked for
    review_promised    double precision not null, -- false-reject rate that the calibration images support
    review_low         double precision not null, -- interval of that rate
    review_high        double precision not null,
    review_extrapolate boolean          not null default false, -- allowed where there are too few images for the rate
    reject_value       double precision not null,
    reject_method      text             not null,
    reject_wanted      double precision not null,
    reject_promised    double precision not null,
    reject_low         double precision not null,
    reject_high        double precision not null,
    reject_extrapolate boolean          not null default false,
    reason             text             not null,
    made_at            timestamptz      not null,
    made_by            text,            -- as the caller gave it
    primary key (deployment_id, revision),
    check (review_value <= reject_value)
);

-- Good images of a line's own camera. Their scores are the calibration of its deployment.
create table deployment_calibration (
    deployment_id uuid        not null references deployment,
    sha256        text        not null,
    name          text        not null,
    width         int         not null,
    height        int         not null,
    version_id    uuid        not null,  -- the version that gave the score
    score         double precision,      -- null where that version learned the image or cannot judge it
    refusal_code  text,
    added_at      timestamptz not null,
    added_by      text,                  -- as the caller gave it
    node          text        not null,
    primary key (deployment_id, sha256),
    check ((score is null) = (refusal_code is not null))
);
