-- Which certificates of destruction were issued? Written by IssuedCertificates from disposition.CertificateIssued facts; the bytes lie sealed in disposition_words. May be dropped and replayed.
create table disposition_certificate (
    disposition uuid        not null,
    number      int         not null,   -- of the disposition, from 1: the last one counts
    conclusive  boolean     not null,   -- false: interim
    records     int         not null,   -- destructions of which it tells
    keys        int         not null,   -- destroyed keys of which it tells
    digest      bytea       not null,   -- SHA-256 of its bytes
    words       uuid        not null,
    issued_at   timestamptz not null,
    position    bigint      not null,   -- of the fact
    primary key (disposition, number)
);
grant select, insert, update, delete, truncate on disposition_certificate to archive_app;
