-- Marks of rows beside the facts: 8 bytes of HMAC for each of 1,024 running numbers, by which a row taken out or changed is known. Primary.
create table evidence_row_mark (
    of_table text   not null,
    stretch  bigint not null,
    marks    bytea  not null,
    mac      bytea  not null,
    primary key (of_table, stretch)
);
alter table evidence_row_mark alter column marks set storage external;  -- random bytes do not compress
revoke delete, truncate on evidence_row_mark from archive_app;

-- A running number for each sighting; rows come in its order, so that the smallest of indexes finds them.
alter table capture_sighting add column number bigint generated always as identity;
create index capture_sighting_number on capture_sighting using brin (number) with (pages_per_range = 16, autosummarize = on);
