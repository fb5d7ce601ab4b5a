-- Which records requests are there, and which records does each refer to? Written by RequestRegister from request.* facts. May be dropped and replayed.
create table request_received (
    request     uuid        primary key,
    year        int         not null,   -- in which it came: numbers begin anew each year
    number      int         not null,
    received_on date        not null,
    words       uuid        not null,   -- of the request, sealed in request_words
    entered_by  uuid        not null,
    entered_at  timestamptz not null,
    closed_on   date,                   -- null while it is open
    closed_by   uuid,
    closing     uuid,                   -- of the reason, sealed in request_words
    as_of       bigint      not null,   -- position of the fact that last touched this row
    unique (year, number)
);
create table request_record (
    request     uuid        not null,
    record      uuid        not null,
    included_by uuid        not null,
    included_at timestamptz not null,
    as_of       bigint      not null,
    primary key (request, record)
);
create index request_record_by_record on request_record (record);
grant select, insert, update, delete, truncate on request_received, request_record to archive_app;
