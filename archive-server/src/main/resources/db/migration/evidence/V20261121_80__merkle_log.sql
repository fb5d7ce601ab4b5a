-- The Merkle log over all facts (EVIDENCE.md §2). Tiles can be built again from the facts; checkpoints are primary.

-- One row, locked by whoever adds leaves. The origin is the log's name for ever, given at its first signature.
create table evidence_log (
    one    boolean primary key default true check (one),
    size   bigint  not null,
    name   uuid    not null default gen_random_uuid(),
    origin text
);
insert into evidence_log (size) values (0);

-- 256 hashes of 32 bytes a row, fewer at the right edge; a row only ever grows.
create table evidence_tile (
    level  smallint not null,
    idx    bigint   not null,
    hashes bytea    not null,
    primary key (level, idx)
);

create function refuse_other_leaves() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.level = old.level and new.idx = old.idx
            and substring(new.hashes from 1 for octet_length(old.hashes)) = old.hashes then
        return new;
    end if;
    raise exception 'tile %/% would hold other leaves than before', old.level, old.idx using errcode = 'insufficient_privilege';
end $$;
create trigger evidence_tile_grows before update or delete on evidence_tile for each row execute function refuse_other_leaves();
create trigger evidence_tile_stays before truncate on evidence_tile for each statement execute function refuse_change();
revoke delete, truncate on evidence_tile from archive_app;

-- What was signed, or is about to be: an intended size and root is never replaced by others.
create table evidence_checkpoint (
    size      bigint primary key,
    root      bytea       not null,
    note      text,                 -- with all its signatures; null until signed
    signed_at timestamptz,
    noted     boolean     not null default false
);

create function refuse_other_root() returns trigger language plpgsql as $$
begin
    if tg_op = 'UPDATE' and new.size = old.size and new.root = old.root and (old.note is null or new.note is not null) then
        return new;
    end if;
    raise exception 'checkpoint % stands with its root', old.size using errcode = 'insufficient_privilege';
end $$;
create trigger evidence_checkpoint_stands before update or delete on evidence_checkpoint for each row execute function refuse_other_root();
create trigger evidence_checkpoint_stays before truncate on evidence_checkpoint for each statement execute function refuse_change();
revoke delete, truncate on evidence_checkpoint from archive_app;
