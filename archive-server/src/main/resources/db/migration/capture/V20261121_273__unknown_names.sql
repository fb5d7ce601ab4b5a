-- Names of accounts are sealed anew without what stood on them, once a destruction comes by.
grant update (sealed) on capture_unknown to archive_app;
