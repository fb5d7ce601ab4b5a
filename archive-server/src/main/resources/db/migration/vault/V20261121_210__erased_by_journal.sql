-- Of which destructions does only a journal tell? Searches count them among what they may miss.
create index vault_erased_by_journal on vault_erased (record) where disposition is null;
