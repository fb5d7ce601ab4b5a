-- When did the archive last see anything of an account? Primary: written in the commit of each batch of observations, also where a batch
-- told nothing new. Accounts of which nothing came since this table are not in it.
create table capture_account_seen (
    account     uuid        primary key,
    observed_at timestamptz not null
);
