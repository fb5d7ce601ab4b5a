-- By which name a person signs in: a keyed digest of the work mail or user name, lower case. Primary; the name itself lies sealed elsewhere.
create table people_login (
    person uuid  primary key,
    digest bytea not null unique
);

-- A person's password. Primary.
create table people_password (
    person uuid        primary key,
    hash   text        not null,  -- Argon2id, with its parameters and salt
    set_at timestamptz not null
);

-- A person's second factor (RFC 6238). Primary.
create table people_second_factor (
    person    uuid        primary key,
    sealed    bytea       not null,  -- the secret
    on_since  timestamptz,           -- null: offered, not yet confirmed by a first code
    last_step bigint      not null   -- the 30-second step of the code used last: no code is good twice
);

-- Recovery codes for a lost second factor: digests only, each good once.
create table people_recovery_code (
    digest  bytea       primary key,  -- SHA-256 of the code
    person  uuid        not null,
    used_at timestamptz
);
