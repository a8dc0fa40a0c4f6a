-- Whether a limit may be extrapolated where the calibration images are too few for its rate.

alter table deployment_threshold
    add column review_extrapolate boolean not null default false,
    add column reject_extrapolate boolean not null default false;
