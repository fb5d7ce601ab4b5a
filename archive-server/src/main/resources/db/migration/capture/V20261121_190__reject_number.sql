-- A running number for each line that was kept aside: by it the rows are marked, and one that is taken out or changed past the program is
-- known by the audit. Numbers are given before commits, so that a row is marked only once none of before it can come any more.
alter table capture_reject add column number bigint generated always as identity;
alter table capture_reject add column kept_at timestamptz not null default now();
create unique index capture_reject_number on capture_reject (number);
