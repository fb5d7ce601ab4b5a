-- To which series did a record belong when it was destroyed? Null: known by a journal only, or destroyed before this was kept.
alter table vault_erased add column series text[];
create index vault_erased_by_journal on vault_erased (record) where disposition is null;
