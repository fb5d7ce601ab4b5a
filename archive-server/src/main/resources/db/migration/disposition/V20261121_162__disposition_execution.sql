-- Which dispositions did somebody order to be carried out, and is that going on? Primary: what became of the records is in the facts.
create table disposition_execution (
    disposition uuid        primary key,
    actor       text        not null,     -- who ordered it, as facts name them
    person      uuid        not null,
    role        text        not null,
    state       text        not null check (state in ('running', 'stopped', 'done')),
    reason      text,                     -- why it stopped; null: no reason needed
    ordered_at  timestamptz not null,
    finished_at timestamptz
);
grant select, insert, update on disposition_execution to archive_app;
