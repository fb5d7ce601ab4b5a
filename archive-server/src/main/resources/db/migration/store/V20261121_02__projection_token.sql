-- How far each projection has read. A projection's writes and its row here commit together.
create table projection_token (
    projection text           not null,
    segment    integer        not null default 0,
    mask       integer        not null default 0,
    position   bigint         not null,
    owner      text,                       -- the server that runs it now, while its claim lasts
    claimed_at timestamptz(3) not null default now(),
    stopped_at bigint,                     -- position of the fact that it could not read
    stopped_by text,                       -- the defect's name and sentence; holds nothing of the fact
    primary key (projection, segment)
);
-- Names this store for Axon's token store.
create table projection_storage (
    identifier uuid primary key default gen_random_uuid()
);
insert into projection_storage default values;
