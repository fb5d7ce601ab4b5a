-- Which batches of records are to end, how far is each, and what became of each record? Written by DispositionBatches from disposition.* facts and capture.RecordDestroyed. May be dropped and replayed.
create table disposition_batch (
    disposition   uuid        primary key,
    year          int         not null,   -- of the first proposal: numbers begin anew each year
    number        int         not null,
    begun_on      date        not null,
    begun_at      timestamptz not null,
    begun_by      uuid        not null,   -- person
    words         uuid        not null,   -- of the reason, sealed in disposition_words
    appraisal     uuid,
    judged_at     bigint      not null,   -- position up to which the last of it was prepared
    subcommittee  boolean     not null,
    confidential  boolean     not null,
    submitted_at  timestamptz,
    submitted_by  uuid,
    noticed_on    date,
    noticed_by    uuid,
    notice        uuid,
    approved_at   timestamptz,
    approved_by   uuid,
    council_order uuid,
    committee     uuid,                   -- of the subcommittee's approval
    execute_from  date,
    ended         text check (ended in ('withdrawn', 'completed')),
    ended_at      timestamptz,
    ended_by      uuid,
    ending        uuid,
    as_of         bigint      not null,   -- position of the fact that last touched this row
    unique (year, number)
);
create table disposition_record (
    disposition uuid        not null,
    record      uuid        not null,
    place       int         not null,     -- on the list, from 1
    state       text        not null check (state in ('listed', 'reviewed', 'excepted', 'destroyed')),
    because     text,                     -- why it dropped out
    words       uuid,                     -- of a person's reason, sealed in disposition_words
    marked_by   uuid,
    marked_at   timestamptz,
    primary key (disposition, record),
    unique (disposition, place)
);
create index disposition_record_by_record on disposition_record (record);
create table disposition_answer (
    position    bigint      primary key,
    disposition uuid        not null,
    record      uuid        not null,
    answered_by text,                     -- which of those on the law's list; null: not known
    claimed     boolean     not null,
    words       uuid        not null,
    entered_by  uuid        not null,
    entered_at  timestamptz not null
);
create index disposition_answer_of on disposition_answer (disposition, record);
create table disposition_transfer (
    disposition    uuid        not null,
    record         uuid        not null,
    given_to       text        not null,
    bag            uuid        not null,
    words          uuid        not null,
    transferred_by uuid        not null,
    transferred_at timestamptz not null,
    primary key (disposition, record)
);
grant select, insert, update, delete, truncate on disposition_batch, disposition_record, disposition_answer, disposition_transfer
    to archive_app;
