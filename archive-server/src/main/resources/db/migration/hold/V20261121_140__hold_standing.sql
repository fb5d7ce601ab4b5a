-- Which holds are there, and how does each stand? Written by HoldRegister from hold.* facts; replayed.
create table hold_standing (
    hold      uuid        primary key,
    number    bigint      not null unique,  -- as people call it: H-1, H-2, in the order of placing
    words     uuid        not null,         -- sealed: matter, reference, reason, custodians
    placed_by uuid        not null,
    placed_at timestamptz not null,
    as_of     bigint      not null          -- position of the fact that last touched the hold
);

-- Which scopes did each hold ever have, and which of them bind? Written by HoldRegister; replayed.
create table hold_scope (
    hold        uuid        not null,
    number      integer     not null,       -- from 1
    scope       uuid        not null,       -- sealed
    words       uuid,                       -- sealed: why it was changed; null: the first one
    set_by      uuid        not null,
    set_at      timestamptz not null,
    released_on date,                       -- city day; null: it binds
    cools_off   date,                       -- last day of cooling off
    released_by uuid,
    primary key (hold, number)
);

-- Who acknowledged which hold? Written by HoldRegister; replayed.
create table hold_acknowledgement (
    hold   uuid        not null,
    person uuid        not null,
    at     timestamptz not null,
    primary key (hold, person)
);

-- Which releases were proposed, and what came of each? Written by HoldRegister; replayed.
create table hold_proposal (
    proposal    uuid        primary key,
    hold        uuid        not null,
    scopes      integer[]   not null,
    words       uuid        not null,       -- sealed: why
    proposed_by uuid        not null,
    proposed_at timestamptz not null,
    state       text        not null check (state in ('OPEN', 'WITHDRAWN', 'RELEASED')),
    ended_by    uuid,
    ended_at    timestamptz
);
create index hold_proposal_of on hold_proposal (hold);

-- What is being prepared and not placed yet? Primary, and sealed: a draft becomes a hold or is thrown away.
create table hold_draft (
    draft   uuid        primary key,
    owner   text        not null,
    sealed  bytea       not null,
    kept_at timestamptz not null
);

-- Which letters went to custodians and to those who confirm? Primary: each is written once, whatever server looks.
create table hold_letter (
    id         uuid        primary key,     -- within the Message-ID: the same letter again is recognised as the same
    hold       uuid        not null,
    person     uuid        not null,
    kind       text        not null check (kind in ('notice', 'reminder', 'release')),
    about      text        not null,        -- what it tells of: the notice, the day of a reminder, a proposal
    created_at timestamptz not null,
    sent_at    timestamptz,                 -- when the mail server took it; null: not yet
    tries      integer     not null default 0,
    next_try   timestamptz not null,
    unique (hold, person, kind, about)
);
create index hold_letter_due on hold_letter (next_try) where sent_at is null;
