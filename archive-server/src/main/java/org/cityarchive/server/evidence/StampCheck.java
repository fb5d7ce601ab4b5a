package org.cityarchive.server.evidence;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.Provider;
import java.security.cert.CertPathBuilder;
import java.security.cert.CertStore;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.PKIXCertPathBuilderResult;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CertSelector;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TSPUtil;
import org.bouncycastle.tsp.TSPValidationException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponse;
import org.bouncycastle.tsp.TimeStampToken;
import org.cityarchive.core.evidence.Finding;
import org.cityarchive.core.evidence.Finding.Code;
import org.jspecify.annotations.Nullable;

/**
 * The check of a time-stamp (RFC 3161; EVIDENCE.md §3), the same at receipt and years later: its bytes, the file that it stamps and the
 * roots that the checker trusts are all that it needs, no network.
 */
public final class StampCheck {
    private static final Provider BC = new BouncyCastleProvider();
    private static final Map<String, String> DIGESTS = Map.of("2.16.840.1.101.3.4.2.1", "SHA-256", "2.16.840.1.101.3.4.2.2",
            "SHA-384",
            "2.16.840.1.101.3.4.2.3", "SHA-512");

    private final String where;
    private final List<Finding> findings = new ArrayList<>();

    private StampCheck(String where) {
        this.where = where;
    }

    /**
     * What a stamp says.
     *
     * @param at its time
     * @param accuracyMillis how far that may be off, as the authority says; 0 where it does not say
     * @param goodUntil when the first certificate of its chain ends; null where no chain was found
     */
    public record Stamp(Instant at, long accuracyMillis, String serial, String policy, @Nullable Instant goodUntil) {}

    /** What came of a check; without a stamp where none could be read. */
    public record Checked(@Nullable Stamp stamp, List<Finding> findings) {
        /** Whether nothing is wrong. */
        public boolean isGood() {
            return stamp != null && findings.stream().noneMatch(finding -> finding.code().isWrong());
        }
    }

    /**
     * What is checked.
     *
     * @param request what was asked; null: not known
     * @param stamped the file's bytes
     */
    public record Given(byte[] response, byte @Nullable [] request, byte[] stamped) {}

    /**
     * Checks.
     *
     * @param roots whom the checker trusts, never from the stamp itself; none: it is consistent with itself at best
     * @param now when it is checked
     * @param where what to call it in findings
     */
    public static Checked of(Given given, Collection<X509Certificate> roots, Instant now, String where) {
        return new StampCheck(where).check(given, roots, now);
    }

    private Checked check(Given given, Collection<X509Certificate> roots, Instant now) {
        TimeStampToken token;
        try {
            token = token(given);
        } catch (TSPException | IOException | RuntimeException e) {
            found(Code.T02, "the stamp cannot be read");
            return new Checked(null, List.copyOf(findings));
        }
        if (token == null) {
            found(Code.T02, "the authority refused to stamp");
            return new Checked(null, List.copyOf(findings));
        }
        imprint(token, given.stamped());
        var info = token.getTimeStampInfo();
        var at = info.getGenTime().toInstant();
        var signer = signer(token);
        Instant until = null;
        if (signer != null) {
            signature(token, signer);
            until = chain(token, signer, roots, at);
        }
        if (until != null && until.isBefore(now)) {
            found(Code.T05, "its certificates ended on " + until + "; no newer stamp covers it here");
        }
        found(Code.T06, "whether its certificate was revoked is not checked: no list of the authority lies with it");
        var accuracy = info.getGenTimeAccuracy();
        long millis = accuracy == null ? 0 : accuracy.getSeconds() * 1_000L + accuracy.getMillis();
        var policy = info.getPolicy() == null ? "" : info.getPolicy().getId();
        return new Checked(new Stamp(at, millis, info.getSerialNumber().toString(16), policy, until), List.copyOf(findings));
    }

    private void found(Code code, String what) {
        findings.add(new Finding(code, where, what));
    }

    private @Nullable TimeStampToken token(Given given) throws TSPException, IOException {
        var response = new TimeStampResponse(given.response());
        boolean granted = response.getStatus() == 0 || response.getStatus() == 1;
        var request = given.request();
        if (granted && request != null) {
            try {
                response.validate(new TimeStampRequest(request));
            } catch (TSPValidationException e) {
                found(Code.T01, "the stamp answers another request");
            }
        }
        return granted ? response.getTimeStampToken() : null;
    }

    private void imprint(TimeStampToken token, byte[] stamped) {
        var info = token.getTimeStampInfo();
        var digest = DIGESTS.get(info.getMessageImprintAlgOID().getId());
        try {
            if (digest == null
                    || !MessageDigest.isEqual(MessageDigest.getInstance(digest).digest(stamped),
                            info.getMessageImprintDigest())) {
                found(Code.T01, "the stamp is for another file");
            }
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("SHA-2 is part of every Java", e);
        }
    }

    private @Nullable X509CertificateHolder signer(TimeStampToken token) {
        for (var holder : token.getCertificates().getMatches(null)) {
            if (token.getSID().match(holder)) {
                return holder;
            }
        }
        found(Code.T02, "the signer's certificate does not lie with the stamp");
        return null;
    }

    private void signature(TimeStampToken token, X509CertificateHolder signer) {
        try {
            TSPUtil.validateCertificate(signer);
        } catch (TSPValidationException e) {
            found(Code.T03, "the certificate is not one for time-stamping alone");
            return;
        }
        try {
            token.validate(new JcaSimpleSignerInfoVerifierBuilder().setProvider(BC).build(signer));
        } catch (TSPException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            found(Code.T02, "the signature of the stamp is wrong");
        }
    }

    /** When the first certificate of the chain to a trusted root ends; null where there is no such chain. */
    private @Nullable Instant chain(TimeStampToken token, X509CertificateHolder signer, Collection<X509Certificate> roots,
            Instant at) {
        if (roots.isEmpty()) {
            found(Code.N05, "checked without a root: say with --tsa-root whose stamps you trust");
            return null;
        }
        try {
            var converter = new JcaX509CertificateConverter();
            var with = new ArrayList<X509Certificate>();
            for (var holder : token.getCertificates().getMatches(null)) {
                with.add(converter.getCertificate(holder));
            }
            var wanted = new X509CertSelector();
            wanted.setCertificate(converter.getCertificate(signer));
            var parameters = new PKIXBuilderParameters(
                    roots.stream().map(root -> new TrustAnchor(root, null)).collect(Collectors.toSet()), wanted);
            parameters.setRevocationEnabled(false);
            parameters.setDate(Date.from(at));
            parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(with)));
            var built = (PKIXCertPathBuilderResult) CertPathBuilder.getInstance("PKIX").build(parameters);
            return built.getCertPath().getCertificates().stream().map(one -> ((X509Certificate) one).getNotAfter().toInstant())
                    .reduce(built.getTrustAnchor().getTrustedCert().getNotAfter().toInstant(), (a, b) -> a.isBefore(b) ? a : b);
        } catch (GeneralSecurityException e) {
            found(Code.T04, "no chain of certificates leads from it to a root that you gave");
            return null;
        }
    }
}
