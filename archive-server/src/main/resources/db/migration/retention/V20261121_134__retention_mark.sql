-- Which records does a scope of a hold cover, as far as the facts were read? Written by Marks; may be dropped and replayed.
create table hold_mark (
    record uuid    not null,
    hold   uuid    not null,
    scope  integer not null,
    primary key (record, hold, scope)
);
create index hold_mark_scope on hold_mark (hold, scope);

-- Which records does a rule in force match? Written by Marks; may be dropped and replayed.
create table retention_mark (
    record  uuid    not null,
    rule    uuid    not null,
    version integer not null,
    primary key (record, rule, version)
);
create index retention_mark_rule on retention_mark (rule, version);

-- Which records does a request refer to, closed ones included? Written by Marks; may be dropped and replayed.
create table request_mark (
    record  uuid not null,
    request uuid not null,
    primary key (record, request)
);
create index request_mark_request on request_mark (request);

-- Which records were offered before their end, and claimed? Written by Marks; may be dropped and replayed.
create table disposition_offer (
    record      uuid    not null,
    disposition uuid    not null,
    noticed_on  date    not null,
    claimed     boolean not null,
    primary key (record, disposition)
);

-- How long is a record kept, and what stands in the way, as of the day on which it was computed? A view for lists: no decision reads it.
-- Written by StandingRows; may be dropped and computed again.
create table retention_record (
    record          uuid    primary key,
    account         uuid,
    dated           date    not null,  -- the record date
    parent          uuid,
    series          text[]  not null,
    kinds           integer not null,  -- bits of Reason: what no day ends
    kept_through    date,              -- last day that a series obliges; null: none does
    cooling_through date,
    reply_through   date,
    offer_last      date    not null,  -- after it, it must be offered
    offered_through date,
    due_on          date,              -- first day on which nothing stands in the way; null: a deed must come first
    destroyed       boolean not null,
    computed_on     date    not null
);
create index retention_record_parent on retention_record (parent) where parent is not null;
create index retention_record_due on retention_record (coalesce(kept_through, date 'infinity'), record) where not destroyed;

-- Which records are to be computed anew? Emptied by StandingRows; where it ended is where it goes on.
create table retention_anew (
    record uuid primary key
);
