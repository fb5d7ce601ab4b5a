-- Which homes run on this database? Each has an index, kept uploads and packages of its own, and clears them of what is destroyed.
create table disposition_home (
    home       uuid        primary key,
    place      text        not null,   -- machine and folder, for people
    started_at timestamptz not null    -- the last time
);
-- Of which destroyed records has a home cleared itself, while another has not yet; of more than one home it stays, for certificates.
create table disposition_cleared (
    home         uuid        not null references disposition_home on delete cascade,
    record       uuid        not null,
    life         smallint    not null,
    at           timestamptz not null,
    index_commit text        not null,   -- of its index, in whose files the record was looked for and not found
    primary key (record, life, home)
);
