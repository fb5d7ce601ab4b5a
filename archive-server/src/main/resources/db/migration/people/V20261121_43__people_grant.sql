-- Who is known to the archive, since when, and who went? Written by PeopleInRoles from people.* facts. May be dropped and replayed.
create table people_person (
    person     uuid        primary key,
    added_at   timestamptz not null,
    added_by   text        not null,  -- the actor
    removed_at timestamptz,           -- null: still here
    removed_by text,
    as_of      bigint      not null   -- position of the fact that last touched this row
);

-- Who may act, in which role, from when to when? One row a granting; ended ones stay. Written by PeopleInRoles from people.* facts.
-- May be dropped and replayed.
create table people_grant (
    position   bigint      primary key,  -- of the fact that granted
    person     uuid        not null,
    role       text        not null,
    since      timestamptz not null,
    granted_by text        not null,     -- the actor
    last_day   date,                     -- in the city's zone; null: no end
    ended_at   timestamptz,              -- revoked, granted anew with another last day, or the person was removed
    ended_by   text
);

create index people_grant_person on people_grant (person);

-- The first form of this model, without last days and without history; the new one is replayed from the facts at the next start.
drop table people_role;
delete from projection_token where projection = 'people_role-1';

-- A person's work mail, sealed. Primary.
create table people_mail (
    person uuid  primary key,
    sealed bytea not null
);

-- When a person was last here, to the minute: also after the session has gone. Primary.
create table people_seen (
    person  uuid        primary key,
    seen_at timestamptz not null
);

-- Which of a person's sessions is which, and on what kind of device.
alter table people_session add column session uuid not null default gen_random_uuid();
alter table people_session add column device text not null default 'Unknown device';

-- How far a token may go; those made before could do all that their role may.
alter table people_token add column scope text not null default 'administer';
