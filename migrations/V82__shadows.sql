-- Versions that score what a deployment inspects beside the one in force, and decide nothing; and the way back to a revision before.

-- Which version a revision put in force, so that it can be gone back to; the version may have gone since. And who did it.
alter table deployment_threshold
    add column version_id uuid,
    add column made_by text; -- as far as the caller said
update deployment_threshold t set version_id = v.id
from reference_version v join reference_set s on s.id = v.reference_set_id
where s.name = t.reference_set and s.factory = t.set_factory and v.number = t.version;

create table shadow (
    id                 uuid             primary key,
    deployment_id      uuid             not null references deployment,
    version_id         uuid, -- absent once it has ended, so that the version may go
    reference_set      text             not null,
    version            int              not null,
    -- The limits that it would have. What it decides in shadow_score is by these, also after they were changed.
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
    -- Inspections below are scored, all of them; those above may wait to be caught up with.
    complete_below     uuid             not null,
    catching_up        text,                      -- the node that does so
    catching_up_until  timestamptz,
    constraint shadow_of_version foreign key (version_id) references reference_version,
    check (review_value <= reject_value),
    check ((ended_at is null) = (version_id is not null)),
    check ((ended_at is null) = (outcome is null))
);
create unique index shadow_running on shadow (deployment_id) where ended_at is null;
create index shadow_of_deployment on shadow (deployment_id, id);
create index shadow_by_version on shadow (version_id) where version_id is not null;

-- One row for each inspection that a shadow has looked at; the inspection itself knows nothing of it. What is counted lies in the index.
create table shadow_score (
    shadow_id     uuid             not null references shadow,
    inspection_id uuid             not null references inspection,
    decision      text check (decision in ('ACCEPT', 'REVIEW', 'REJECT')), -- what it would have decided
    score         double precision,
    refusal_code  text,                      -- why there is no score and will be none
    judged        text             not null, -- what was decided, with which score and reject limit
    judged_score  double precision not null,
    judged_limit  double precision not null,
    caught_up     boolean          not null, -- from the kept image, later
    shared        boolean          not null, -- with the embeddings of the inspection itself
    millis        real             not null,
    node          text             not null,
    scored_at     timestamptz      not null,
    primary key (shadow_id, inspection_id) include (judged, decision, judged_score, judged_limit, score, caught_up),
    check ((score is null) = (refusal_code is not null)),
    check ((score is null) = (decision is null))
);
create index shadow_score_differing on shadow_score (shadow_id, inspection_id) where decision <> judged;
create index shadow_score_refused on shadow_score (shadow_id, inspection_id) include (refusal_code) where refusal_code is not null;
