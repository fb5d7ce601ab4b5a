-- Is mail sent when something comes to answer a kept search? What is chosen, and up to where it was told by mail.
alter table search_saved
    add column alert   text        not null default 'none' check (alert in ('none', 'at-once', 'daily')),
    add column told    bigint      not null default 0,  -- matches up to this position were told, or came before the choice
    add column told_at timestamptz;                     -- at once: when was last looked; daily: the morning that was looked at

-- Which mails tell of new matches, and did they go? Primary: written together with "told" above, so that each match is told once.
create table search_mail (
    id         uuid        primary key,  -- within the Message-ID: the same letter again is recognised as the same
    saved      uuid        not null,
    person     uuid        not null,
    kind       text        not null check (kind in ('at-once', 'daily')),
    matches    bigint      not null check (matches > 0),
    up_to      bigint      not null,     -- the last match that it tells
    created_at timestamptz not null,
    sent_at    timestamptz,              -- when the mail server took it; null: not yet
    tries      integer     not null default 0,
    next_try   timestamptz not null,
    unique (saved, up_to)
);
create index search_mail_due on search_mail (next_try) where sent_at is null;
