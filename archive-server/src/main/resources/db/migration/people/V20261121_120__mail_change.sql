-- When did its person confirm the work mail, by a link that went there? Null: not yet.
alter table people_mail add column confirmed_at timestamptz;

-- Which work mail waits to be confirmed? Primary: the address lies sealed, of the link's code there is a digest only.
create table people_mail_change (
    person     uuid        primary key,
    sealed     bytea       not null,
    digest     bytea       not null,  -- SHA-256 of the code
    asked_at   timestamptz not null,
    expires_at timestamptz not null
);
