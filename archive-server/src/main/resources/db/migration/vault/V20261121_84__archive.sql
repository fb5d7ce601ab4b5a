-- Which archive this database holds. Its keys carry the same id, and make the mark: keys of another archive are known at once.
create table vault_archive (
    one     boolean primary key default true check (one),
    archive uuid    not null,
    mark    bytea   not null  -- HMAC of the id under the identity key
);
revoke update, delete, truncate on vault_archive from archive_app;

-- Bucket keys that are being replaced by others, or were. A rotation that was killed goes on from here.
create table vault_rotation (
    old      text        primary key,  -- the provider's key
    begun_at timestamptz not null,
    done_at  timestamptz               -- the old key is destroyed; null: not yet
);
revoke delete, truncate on vault_rotation from archive_app;

-- What a bucket key wrapped is wrapped anew by the next; what it is stays as it is.
grant update (provider_key, wrapped) on vault_batch_key to archive_app;
