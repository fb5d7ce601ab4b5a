package org.cityarchive.server.evidence;

import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;

import com.sun.net.httpserver.HttpServer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.bouncycastle.operator.OperatorException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;
import org.jspecify.annotations.Nullable;

/** A time-stamp authority of the test's own, with a root of its own, on a port of this machine. */
final class LocalAuthority implements AutoCloseable {
    private static final Provider BC = new BouncyCastleProvider();
    private static final String SIGNED_WITH = "SHA256withECDSA";

    private final KeyPair rootKey = pair();
    private final KeyPair key = pair();
    final X509Certificate root;
    final X509Certificate certificate;
    /** The library signs under none but a certificate for time-stamping; the one that lies with the stamp may be another. */
    private final X509Certificate signsUnder;
    private final HttpServer server;
    /** What its clock says. */
    volatile Instant now = Instant.now();
    volatile boolean answers = true;

    /** @param purpose what its certificate is good for */
    LocalAuthority(KeyPurposeId purpose) throws Exception {
        root = certificate("CN=Test root", rootKey, "CN=Test root", rootKey, null);
        certificate = certificate("CN=Test authority", key, "CN=Test root", rootKey, purpose);
        signsUnder = purpose.equals(KeyPurposeId.id_kp_timeStamping)
                ? certificate
                : certificate("CN=Test authority", key, "CN=Test root", rootKey, KeyPurposeId.id_kp_timeStamping);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] asked = exchange.getRequestBody().readAllBytes();
            try (exchange) {
                if (!answers) {
                    exchange.sendResponseHeaders(503, -1);
                    return;
                }
                byte[] response = answer(asked);
                exchange.sendResponseHeaders(200, response.length);
                exchange.getResponseBody().write(response);
            }
        });
        server.start();
    }

    StampAuthority authority() {
        return new StampAuthority(URI.create("http://localhost:" + server.getAddress().getPort() + "/"), root);
    }

    Path rootFile(Path folder) throws IOException, GeneralSecurityException {
        return Files.writeString(folder.resolve("root.pem"), "-----BEGIN CERTIFICATE-----\n"
                + Base64.getMimeEncoder().encodeToString(root.getEncoded()) + "\n-----END CERTIFICATE-----\n");
    }

    byte[] answer(byte[] asked) throws IOException {
        try {
            var digests = new JcaDigestCalculatorProviderBuilder().setProvider(BC).build();
            var signer = new JcaSimpleSignerInfoGeneratorBuilder().setProvider(BC).build(SIGNED_WITH, key.getPrivate(),
                    signsUnder);
            var tokens = new TimeStampTokenGenerator(signer,
                    digests.get(new AlgorithmIdentifier(TSPAlgorithms.SHA256)),
                    new ASN1ObjectIdentifier("1.2.3.4.1"));
            tokens.addCertificates(new JcaCertStore(List.of(certificate)));
            tokens.setAccuracySeconds(1);
            return new TimeStampResponseGenerator(tokens, TSPAlgorithms.ALLOWED)
                    .generate(new TimeStampRequest(asked), BigInteger.valueOf(now.getEpochSecond()), Date.from(now)).getEncoded();
        } catch (TSPException | OperatorException | GeneralSecurityException e) {
            throw new IOException(e);
        }
    }

    private static X509Certificate certificate(String name, KeyPair of, String issuer, KeyPair by,
            @Nullable KeyPurposeId purpose) throws IOException, OperatorException, GeneralSecurityException {
        var builder = new JcaX509v3CertificateBuilder(new X500Name(issuer), BigInteger.valueOf(name.hashCode() & 0xffff),
                Date.from(Instant.now().minus(Duration.ofDays(1))), Date.from(Instant.now().plus(Duration.ofDays(30))),
                new X500Name(name), of.getPublic());
        if (purpose == null) {
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
        } else {
            builder.addExtension(Extension.extendedKeyUsage, true, new ExtendedKeyUsage(purpose));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(SIGNED_WITH).setProvider(BC).build(by.getPrivate())));
    }

    private static KeyPair pair() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(256);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
