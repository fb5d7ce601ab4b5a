-- Which schedules are being drafted, and by whom last? Primary: no fact tells of a draft. Titles, citations and notes lie sealed.
create table retention_draft (
    draft      uuid        primary key,   -- the schedule's id, once it is adopted
    state      text        not null check (state in ('OPEN', 'PROPOSED', 'ADOPTED', 'DROPPED')),
    changes    bigint      not null,      -- how often it was changed: a form of an older one is refused
    drafted_by uuid        not null,      -- who changed it last; the other person adopts
    changed_at timestamptz not null,
    sealed     bytea       not null
);

-- Who read the state's text of a series, and waits for the second person? Primary; the place in that text lies sealed.
create table retention_reading (
    schedule uuid        not null,
    series   text        not null,
    words    uuid        not null,
    read_by  uuid        not null,
    read_at  timestamptz not null,
    primary key (schedule, series)
);
