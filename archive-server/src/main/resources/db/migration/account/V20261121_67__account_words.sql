-- What did people write about accounts: names, owners, purposes, reasons? Primary: sealed, and named by account.* facts by their id.
create table account_words (
    words  uuid  primary key,
    sealed bytea not null
);
revoke update, delete, truncate on account_words from archive_app;
grant select, insert on account_words to archive_app;
-- Which accounts does the city have, and what did a person say of each? Written by AccountRegister from account.* facts; replayed.
drop table account_register;
create table account_register (
    account     uuid        primary key,
    platform    text        not null,
    handle      text        not null,
    platform_id text,                  -- null until known
    via         text        not null,
    state       text        not null check (state in ('AWAITED', 'CONFIRMED', 'DISOWNED')),
    words       uuid,                  -- of account_words: name, owner, purpose; null: nothing said
    reason      uuid,                  -- of account_words: why it is not the city's
    opened_at   timestamptz not null,
    as_of       bigint      not null   -- position of the fact that last touched this row
);
-- Which accounts that imports named did a person decline? Written by AccountRegister; replayed.
create table account_declined (
    account     uuid        primary key,  -- id of the decision
    platform    text        not null,
    alias       uuid        not null,     -- keyed digest of platform and handle
    words       uuid        not null,     -- of account_words: the handle and the reason
    declined_at timestamptz not null,
    by_whom     text        not null,
    as_of       bigint      not null
);
