package org.cityarchive.server.evidence;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

import org.cityarchive.core.evidence.Finding;

/**
 * The time-stamps that lie in a package, and what they say of its checkpoint.
 *
 * @param findings what is wrong, or not checked
 * @param said each good stamp in a sentence
 * @param read the files that were read
 */
record StampFiles(List<Finding> findings, List<String> said, List<String> read) {
    private static final String FOLDER = "timestamps/";
    private static final String RESPONSE = ".tsr";
    private static final String REQUEST = ".tsq";

    /** The names and bytes of a stamp's files: {@code openssl ts -verify -data checkpoint -in FILE.tsr -CAfile ROOT.pem} reads them. */
    static Map<String, byte[]> of(Stamps.Row stamp) {
        var stem = FOLDER + stamp.size() + "." + stamp.name().replaceAll("[^A-Za-z0-9.-]", "-");
        return Map.of(stem + RESPONSE, stamp.response(), stem + REQUEST, stamp.request());
    }

    /**
     * Checks those of a package.
     *
     * @param files of the package
     * @param stamped the checkpoint's bytes
     */
    static StampFiles check(Map<String, byte[]> files, byte[] stamped, Collection<X509Certificate> roots, Instant now) {
        var findings = new ArrayList<Finding>();
        var said = new ArrayList<String>();
        var read = new ArrayList<String>();
        files.forEach((name, response) -> {
            if (name.startsWith(FOLDER) && name.endsWith(RESPONSE)) {
                var asked = name.substring(0, name.length() - RESPONSE.length()) + REQUEST;
                read.addAll(List.of(name, asked));
                var checked = StampCheck.of(new StampCheck.Given(response, files.get(asked), stamped), roots, now, name);
                findings.addAll(checked.findings());
                var stamp = checked.stamp();
                if (stamp != null && checked.isGood()) {
                    said.add("The checkpoint was stamped at " + stamp.at() + " (" + name + ", serial " + stamp.serial() + ")"
                            + (roots.isEmpty() ? ", says a stamp whose root was not given" : "") + ".");
                }
            }
        });
        return new StampFiles(List.copyOf(findings), List.copyOf(said), List.copyOf(read));
    }
}
