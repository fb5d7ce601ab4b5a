package org.cityarchive.server.wiring;

import java.util.Locale;

/** Every key that may be set, with its default, unit and range. */
public enum Setting {
    HOME("home", "data", "folder", "any that the program may write",
            "Everything the archive keeps, but for an external database."), //
    PORT("port", "8080", "TCP port", "0 to 65535; 0 takes a free one", "Where pages and API are served."), //
    ADDRESS("address", "127.0.0.1", "IP address", "one of this machine's, or 0.0.0.0", "Where the server listens."), //
    PUBLIC_URL("public-url", "", "URL", "http or https; empty: http://localhost and the port",
            "The address people use, behind a proxy."), //
    CITY_NAME("city.name", "", "words", "up to 120 characters; empty: asked at set-up", "The city, as pages name it."), //
    CITY_ZONE("city.zone", "America/Denver", "time zone id", "a zone of the IANA list", "In which days and periods are counted."), //
    DATABASE_URL("database.url", "", "JDBC URL with user and password", "jdbc:postgresql:…; empty: an own one in the home",
            "The PostgreSQL database."), //
    KEY_PASSPHRASE_FILE("key.passphrase-file", "", "file", "readable; empty: the key file stands alone", "Opens the key file."), //
    SESSION_LIFETIME("session.lifetime", "PT12H", "duration", "PT5M to P7D", "After this a person signs in again."), //
    SESSION_IDLE("session.idle", "PT2H", "duration", "PT1M to P7D", "A session unused for this long ends."), //
    SIGN_IN_LIFETIME("sign-in.lifetime", "PT24H", "duration", "PT1M to P7D", "How long a one-time code is good."), //
    SIGN_IN_TRIES("sign-in.tries", "10", "wrong codes a minute", "1 to 1000", "More from one address are turned away."), //
    TOKEN_LIFETIME("token.lifetime", "P90D", "duration", "PT1M to P366D", "Of an API token whose maker says nothing."), //
    UPLOAD_LIMIT("upload.limit", "21474836480", "bytes", "1048576 to 1099511627776", "The largest file taken over HTTP."), //
    LOG_FORM("logs.form", "json", "word", "json or plain", "How the lines of the log in the home are written."), //
    SHUTDOWN_GRACE("shutdown.grace", "PT20S", "duration", "PT1S to PT5M", "How long running requests may take to end."), //
    WITNESSES_FILE("log.witnesses-file", "", "file", "readable, a witness's public key (name+id+key) a line; empty: none",
            "Who else may sign the log of all facts."), //
    STAMPS_FILE("log.stamps-file", "", "file",
            "readable, a time-stamp authority's address and the file of its root certificate a line; empty: none",
            "Who stamps the log with an outside time (RFC 3161). Nobody is asked who is not named here."), //
    AUDIT_AT("audit.at", "02:30", "time of day or off", "00:00 to 23:59 by the city's clock, or off",
            "When everything that is kept is compared, each night."), //
    MAIL_HOST("mail.host", "", "host name", "the city's mail server; empty: no mail is sent", "Who takes mail to people."), //
    MAIL_PORT("mail.port", "587", "TCP port", "1 to 65535; 465 speaks TLS at once, others change to it",
            "Where the mail server listens."), //
    MAIL_FROM("mail.from", "", "mail address", "one address such as archive@cottonwoodbend.gov; needed with mail.host",
            "Who mail comes from."), //
    MAIL_USER("mail.user", "", "words", "up to 200 characters; empty: no sign-in", "Signs in to the mail server."), //
    MAIL_PASSWORD_FILE("mail.password-file", "", "file", "readable; needed with mail.user", "Holds the mail user's password."), //
    OIDC_ISSUER("oidc.issuer", "", "URL", "http or https; empty: no single sign-on",
            "The city's own sign-in, by OpenID Connect."), //
    OIDC_CLIENT_ID("oidc.client-id", "city-archive", "words", "up to 200 characters", "Who this archive is to the issuer."), //
    OIDC_CLIENT_SECRET_FILE("oidc.client-secret-file", "", "file", "readable; empty: a public client, by PKCE alone",
            "Holds the client's secret."), //
    OIDC_ROLE_CLAIM("oidc.role-claim", "roles", "words", "a claim of the ID token; dots lead into objects",
            "Where the issuer says roles."), //
    OIDC_ROLE_MAP("oidc.role-map", "", "list", "such as city-clerks=clerk, it=it-director",
            "Which role each word of the claim is. A word that is not here is none."), //
    LOCAL_SIGN_IN("local-sign-in", "on", "switch", "on or off; one-time codes work either way",
            "Whether passwords open the door."), //
    TRUSTED_PROXIES("trusted-proxies", "", "list", "IP addresses; empty: no X-Forwarded header is believed",
            "Proxies whose word about the caller is believed.");

    private final String key;
    private final String standard;
    private final String unit;
    private final String range;
    private final String meaning;

    Setting(String key, String standard, String unit, String range, String meaning) {
        this.key = key;
        this.standard = standard;
        this.unit = unit;
        this.range = range;
        this.meaning = meaning;
    }

    /** As it stands in {@code archive.properties}. */
    public String key() {
        return key;
    }

    /** As the environment spells it: {@code city.zone} is {@code ARCHIVE_CITY_ZONE}. */
    public String variable() {
        return "ARCHIVE_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    public String standard() {
        return standard;
    }

    public String unit() {
        return unit;
    }

    public String range() {
        return range;
    }

    public String meaning() {
        return meaning;
    }
}
