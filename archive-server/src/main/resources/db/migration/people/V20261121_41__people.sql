-- Who may act, in which role? Written by PeopleInRoles from people.* facts. May be dropped and replayed.
create table people_role (
    person  uuid        not null,
    role    text        not null,
    since   timestamptz not null,
    as_of   bigint      not null,
    primary key (person, role)
);

-- A person's name, sealed. Primary.
create table people_name (
    person uuid  primary key,
    sealed bytea not null
);

-- One-time codes: digests only, each good once. Dropping them means printing new ones.
create table people_sign_in (
    digest     bytea       primary key,  -- SHA-256 of the code
    person     uuid,                     -- null: the code opens the set-up of an empty archive
    role       text,
    expires_at timestamptz not null,
    used_at    timestamptz
);

-- Who is signed in: digests only.
create table people_session (
    digest     bytea       primary key,  -- SHA-256 of the cookie's value
    person     uuid        not null,
    role       text        not null,
    started_at timestamptz not null,
    seen_at    timestamptz not null
);

-- API tokens: digests only. Primary; a token that was taken back stays as a row.
create table people_token (
    token      uuid        primary key,
    digest     bytea       not null unique,
    name       text        not null,
    role       text        not null,
    made_by    text        not null,
    made_at    timestamptz not null,
    expires_at timestamptz not null,
    revoked_at timestamptz,
    used_at    timestamptz               -- to the hour
);

-- Which city is this? One row, written at set-up. Primary.
create table people_city (
    one  boolean primary key default true check (one),
    name text    not null,
    zone text    not null
);
