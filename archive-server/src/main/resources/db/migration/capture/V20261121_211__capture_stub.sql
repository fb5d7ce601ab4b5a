-- What remains of each destroyed record: where, of what kind and when, so that searches can tell what they miss. Written by Stubs from capture.RecordDestroyed, disposition.SeriesApplied and the record's own facts; not a word of it. May be dropped and replayed.
create table capture_stub (
    record      uuid        primary key,
    disposition uuid        not null,
    platform    text        not null,
    account     uuid        not null,
    kind        text        not null,
    parent      uuid,                     -- what it answered; null: nothing, or not known
    at          timestamptz not null,     -- made, else first seen
    begins      timestamptz not null,     -- before that it was not there
    known_from  bigint      not null,     -- position of its first fact
    known_at    timestamptz not null,     -- when that was kept
    wordings    int         not null,     -- at most so many were kept
    gone        boolean     not null,     -- ever seen gone from its platform
    hidden      boolean     not null,     -- ever seen hidden there
    dated       date        not null,
    ended_on    date        not null,     -- city day of its destruction
    ended_at    timestamptz not null,
    ended       bigint      not null,     -- position of the fact of its destruction
    kept_again  bigint,                   -- position at which a person made what came back a record again; null: it is a stub
    series      text[]      not null      -- codes of the series by which it went (disposition.SeriesApplied)
);
create index capture_stub_by_time on capture_stub (at desc, record);
grant select, insert, update, delete, truncate on capture_stub to archive_app;
