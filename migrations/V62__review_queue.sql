-- What waits for a person: rejected and reviewed inspections without a verdict. Rows come with the inspection, in its own
-- statement, and go with its first verdict, so the queue is as long as what is left to do, whatever the history holds.

create table review_item (
    inspection_id uuid             primary key references inspection,
    factory       text             not null,
    product       text             not null,
    line          text             not null,
    distance      double precision not null, -- of the score from the nearer limit, as a share of the reject limit
    claimed_by    text,
    claimed_until timestamptz,
    check ((claimed_by is null) = (claimed_until is null))
);
create index review_item_by_distance on review_item (factory, distance, inspection_id);
create index review_item_by_age on review_item (factory, inspection_id);
create index review_item_of_product on review_item (product, inspection_id);
create index review_item_of_product_by_distance on review_item (product, distance, inspection_id);
create index review_item_of_person on review_item (claimed_by) where claimed_by is not null;

create function distance_from_limits(score float8, review float8, reject float8) returns float8
language sql immutable parallel safe as $$
    select least(abs(score - review), abs(score - reject)) / greatest(abs(reject), 1e-9)
$$;

insert into review_item (inspection_id, factory, product, line, distance)
select id, factory, product, line, distance_from_limits(score, review_threshold, reject_threshold) from inspection
where decision <> 'ACCEPT' and not exists (select from current_verdict where inspection_id = id);

create function write_review_item() returns trigger language plpgsql as $$
begin
    insert into review_item (inspection_id, factory, product, line, distance)
    values (new.id, new.factory, new.product, new.line,
        distance_from_limits(new.score, new.review_threshold, new.reject_threshold));
    return null;
end
$$;
create trigger review_item after insert on inspection for each row when (new.decision <> 'ACCEPT')
    execute function write_review_item();
