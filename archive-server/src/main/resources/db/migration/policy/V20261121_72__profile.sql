-- Which profile held since when? Written by ProfileInForce from policy.* facts. May be dropped and replayed.
create table policy_profile (
    position  bigint      primary key,
    choice    uuid        not null,
    profile   text        not null,
    at        timestamptz not null,
    chosen_by text        not null
);

-- Why it was chosen, in the words of who chose it, sealed. Primary.
create table policy_reason (
    choice uuid  primary key,
    sealed bytea not null
);
