-- Rejected and reviewed parts that a person called good are proposed as reference images. What people answered; answers are only ever
-- added, the last one holds.

create table proposal_answer (
    inspection_id    uuid        not null references inspection,
    number           int         not null check (number > 0),
    deployment_id    uuid        not null,
    answer           text        not null check (answer in ('ACCEPTED', 'DECLINED')),
    verdict          int         not null, -- number of the verdict that held then
    given_by         text        not null,
    given_at         timestamptz not null,
    note             text,
    -- What came of an acceptance, by id and by name: a set may be deleted later.
    reference_set_id uuid,
    reference_set    text,
    image_id         uuid,
    version_id       uuid,
    version          int,
    primary key (inspection_id, number),
    check ((answer = 'ACCEPTED') = (reference_set_id is not null and reference_set is not null and image_id is not null
        and version_id is not null and version is not null))
);
create index proposal_answer_of_deployment on proposal_answer (deployment_id, inspection_id);

create function refuse_change_of_answer() returns trigger language plpgsql as $$
begin
    raise exception 'answers to proposals are never changed; a later one supersedes';
end
$$;
create trigger proposal_answer_is_kept before update or delete on proposal_answer
    for each row execute function refuse_change_of_answer();

-- The proposals of a deployment, newest first, however many verdicts it has.
create index current_verdict_false_reject on current_verdict (deployment_id, inspection_id)
    where quality = 'GOOD' and decision <> 'ACCEPT';
