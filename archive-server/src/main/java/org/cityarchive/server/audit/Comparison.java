package org.cityarchive.server.audit;

/** What an audit compares with what, in this order. */
public enum Comparison {
    FACTS("Facts and the log", "each commit, tag and leaf computed again, each checkpoint checked"),
    //
    VAULT("Vault and commitments", "each content opened and its root compared"),
    //
    BESIDE("Rows beside the facts", "sightings and the access log by their marks, sealed words opened"),
    //
    LISTS("Lists and a replay", "each read model built again and compared row by row"),
    //
    INDEX("Index and vault", "each record's words and marks computed again, no entry more, none less");

    private final String title;
    private final String how;

    Comparison(String title, String how) {
        this.title = title;
        this.how = how;
    }

    public String title() {
        return title;
    }

    /** In a few words, for those who wonder. */
    public String how() {
        return how;
    }
}
