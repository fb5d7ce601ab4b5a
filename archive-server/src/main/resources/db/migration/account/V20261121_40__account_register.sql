-- Which accounts does the city have? Written by AccountRegister from account.* facts. May be dropped and replayed.
create table account_register (
    account          uuid        primary key,
    platform         text        not null,
    handle           text        not null,
    platform_id      text,                  -- null until known
    via              text        not null,
    approval_awaited boolean     not null,
    opened_at        timestamptz not null,
    as_of            bigint      not null   -- position of the fact that last touched this row
);
