-- When was a home last seen running? And was it through every destruction that came before it was known here? Null: it was not, or that is not known.
alter table disposition_home add column seen_at timestamptz;
alter table disposition_home add column caught_up_at timestamptz;
update disposition_home set seen_at = started_at;
alter table disposition_home alter column seen_at set not null;
-- Which homes did a person strike off as lost? Written by StruckHomes from disposition.HomeStruck facts; the reason lies sealed in disposition_words. May be dropped and replayed.
create table disposition_home_struck (
    position   bigint      primary key,   -- of the fact
    home       uuid        not null,
    started_at timestamptz not null,      -- of which start it is said: one that starts later counts again
    words      uuid        not null,
    struck_by  uuid        not null,
    role       text        not null,
    at         timestamptz not null
);
grant select, insert, update, delete, truncate on disposition_home_struck to archive_app;
