-- An Idempotency-Key is its actor's own: the same key of another actor names another import, and tells nothing of the first.
alter table capture_import drop constraint capture_import_repeat_key_key;
alter table capture_import add constraint capture_import_repeat_key_of_actor unique (actor, repeat_key);
