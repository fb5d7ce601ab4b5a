package org.cityarchive.server.evidence;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/**
 * A time-stamp authority that the city chose.
 *
 * @param url where it is asked
 * @param root whose certificate its stamps must lead to
 */
public record StampAuthority(URI url, X509Certificate root) {

    /**
     * Those of a file: on each line an address and the file of the root's certificate (PEM), beside that file or absolute.
     *
     * @throws IllegalArgumentException a line is none
     */
    public static List<StampAuthority> ofFile(Path file) {
        try {
            var all = new ArrayList<StampAuthority>();
            for (var line : Files.readAllLines(file)) {
                if (!line.isBlank()) {
                    var words = line.strip().split("\\s+", 2);
                    var url = URI.create(words[0]);
                    if (words.length < 2 || url.getHost() == null || !List.of("http", "https").contains(url.getScheme())) {
                        throw new IllegalArgumentException(line);
                    }
                    all.add(new StampAuthority(url, root(file.toAbsolutePath().resolveSibling(words[1]))));
                }
            }
            return List.copyOf(all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A root's certificate.
     *
     * @throws IllegalArgumentException the file holds none
     */
    public static X509Certificate root(Path pem) throws IOException {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Files.readAllBytes(pem)));
        } catch (CertificateException e) {
            throw new IllegalArgumentException("the file " + pem.getFileName() + " holds no certificate", e);
        }
    }

    /** As pages name it. */
    public String name() {
        return String.valueOf(url.getHost());
    }

    /** Names it among the facts: the first 4 bytes of SHA-256 over its root's certificate and its address, as an unsigned number. */
    public long id() {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update(root.getEncoded());
            return Integer.toUnsignedLong(ByteBuffer.wrap(digest.digest(url.toString().getBytes(UTF_8))).getInt());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a certificate that was read can be written", e);
        }
    }
}
