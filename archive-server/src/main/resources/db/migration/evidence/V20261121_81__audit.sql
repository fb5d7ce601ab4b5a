-- Which audits were run, how far, and what did they find? Primary: what was found once is not found again after it was mended.
create table evidence_audit (
    audit       uuid        primary key,
    number      bigint      generated always as identity,
    state       text        not null check (state in ('queued', 'running', 'done', 'failed')),
    daily       date        unique,               -- the city's day, of those that begin by themselves
    actor       text        not null,
    role        text        not null,
    up_to       bigint      not null default 0,   -- positions and commits that are compared; 0 until it begins
    commits     bigint      not null default 0,
    comparison  text,                             -- under way; null: none yet, or all done
    place       text        not null default '{}',
    reached     bigint      not null default 0,   -- how far the comparison is, of reach
    reach       bigint      not null default 0,
    tallies     text        not null default '{}',
    marked      bigint      not null default 0,
    differences bigint      not null default 0,
    reason      text,                             -- why it failed
    owner       text,                             -- the server that runs it, while it says so
    beat_at     timestamptz not null default now(),
    created_at  timestamptz not null,
    started_at  timestamptz,
    finished_at timestamptz
);
create index evidence_audit_listed on evidence_audit (number desc);
create index evidence_audit_open on evidence_audit (number) where state in ('queued', 'running');

-- What did they find, each thing by name? Nothing of what was kept stands here.
create table evidence_audit_difference (
    audit    uuid    not null references evidence_audit,
    number   integer not null,
    code     text    not null,
    position bigint,
    fact     uuid,
    record   uuid,
    part     text,
    place    text,
    key      text,
    what     text    not null,
    primary key (audit, number)
);
revoke delete, truncate on evidence_audit, evidence_audit_difference from archive_app;
revoke update on evidence_audit_difference from archive_app;
