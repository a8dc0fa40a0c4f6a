-- Good images of a line's own camera, from whose scores the limits of its deployment follow.
create table deployment_calibration (
    deployment_id uuid             not null references deployment,
    sha256        text             not null,
    name          text             not null,
    width         int              not null,
    height        int              not null,
    version_id    uuid             not null,  -- the version that gave the score
    score         double precision,           -- absent where that version learned from the image, or cannot judge it
    refusal_code  text,
    added_at      timestamptz      not null,
    added_by      text,                       -- who, as far as the caller said
    node          text             not null,
    primary key (deployment_id, sha256),
    check ((score is null) = (refusal_code is not null))
);

-- Whose scores the limits of a revision follow from.
alter table deployment_threshold
    add column calibration text not null default 'VERSION' check (calibration in ('VERSION', 'DEPLOYMENT'));
