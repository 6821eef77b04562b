package dev.paco.standalone;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** An authority, and certificates that it has issued for localhost. */
final class Certificates {

    private final Path folder;
    private final X509Bundle authority;

    /** Writes what it makes into {@code folder}. */
    Certificates(Path folder) {
        this.folder = folder;
        this.authority = made(builder("CN=test authority").setIsCertificateAuthority(true)::buildSelfSigned);
    }

    /** The authority's own certificate, as a file. */
    Path authorityFile() {
        return written("ca.pem", authority.getRootCertificatePEM());
    }

    /** A new certificate for {@code host}. */
    X509Bundle issue(String host) {
        return made(() -> builder("CN=" + host)
                .addSanDnsName(host)
                .addExtendedKeyUsageServerAuth()
                .buildIssuedBy(authority));
    }

    /** A new certificate for {@code localhost} and its address. */
    X509Bundle issueForAddress() {
        return made(() -> builder("CN=localhost")
                .addSanDnsName("localhost")
                .addSanIpAddress("127.0.0.1")
                .addExtendedKeyUsageServerAuth()
                .buildIssuedBy(authority));
    }

    Path certificateFile(String name, X509Bundle certificate) {
        return written(name + ".crt", certificate.getCertificatePathPEM());
    }

    /** Readable by its owner alone. */
    Path keyFile(String name, X509Bundle certificate) {
        Path file = written(name + ".key", certificate.getPrivateKeyPEM());
        file.toFile().setReadable(false, false);
        file.toFile().setReadable(true, true);
        return file;
    }

    /** For clients that trust the authority alone. */
    SSLContext trust() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {authority.toTrustManager()}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static CertificateBuilder builder(String subject) {
        return new CertificateBuilder().ecp256().subject(subject);
    }

    private Path written(String name, String pem) {
        try {
            return Files.writeString(folder.resolve(name), pem);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Bundle made(Making making) {
        try {
            return making.make();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private interface Making {
        X509Bundle make() throws Exception;
    }
}
