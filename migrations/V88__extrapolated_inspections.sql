-- Which limits of an inspection lay beyond all scores of the calibration images.

alter table inspection
    add column review_extrapolated boolean not null default false,
    add column reject_extrapolated boolean not null default false;
