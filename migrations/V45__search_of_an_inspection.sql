-- Where the bank of an inspection was searched, and whether its whole map is exact or only what makes the score.

alter table inspection
    add column search text not null default 'LOCAL',
    add column map_exact boolean not null default true;
