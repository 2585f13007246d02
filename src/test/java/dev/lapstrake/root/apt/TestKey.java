package dev.lapstrake.root.apt;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPKeyRingGenerator;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPDigestCalculatorProvider;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A key that signs archives; as with Debian's, a sub-key does. */
public final class TestKey {
    private final PGPKeyPair master;
    private final PGPKeyPair signing;
    private final PGPPublicKeyRing ring;

    private TestKey(PGPKeyPair master, PGPKeyPair signing, PGPPublicKeyRing ring) {
        this.master = master;
        this.signing = signing;
        this.ring = ring;
    }

    public static TestKey create() {
        return create(Duration.ofDays(3650), KeyFlags.SIGN_DATA);
    }

    /** A key whose sub-key is valid for a time, counted from the day before yesterday. */
    static TestKey create(Duration valid, int flags) {
        try {
            Date created = Date.from(Instant.now().minus(Duration.ofDays(2)));
            PGPKeyPair master = pair(created);
            PGPKeyPair signing = pair(created);
            PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
            packets.setKeyFlags(false, KeyFlags.CERTIFY_OTHER);
            PGPKeyRingGenerator generator = new PGPKeyRingGenerator(
                    PGPSignature.POSITIVE_CERTIFICATION,
                    master,
                    "Archive",
                    new BcPGPDigestCalculatorProvider().get(HashAlgorithmTags.SHA1),
                    packets.generate(),
                    null,
                    signer(),
                    null);
            PGPSignatureSubpacketGenerator subPackets = new PGPSignatureSubpacketGenerator();
            subPackets.setKeyFlags(false, flags);
            subPackets.setKeyExpirationTime(false, valid.toSeconds());
            generator.addSubKey(signing, subPackets.generate(), null);
            return new TestKey(master, signing, generator.generatePublicKeyRing());
        } catch (PGPException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same key after its owner revoked the sub-key. */
    TestKey revoked() throws PGPException {
        PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(), master.getPublicKey());
        generator.init(PGPSignature.SUBKEY_REVOCATION, master.getPrivateKey());
        PGPSignature revocation = generator.generateCertification(master.getPublicKey(), signing.getPublicKey());
        PGPPublicKey subKey = ring.getPublicKey(signing.getKeyID());
        PGPPublicKey revoked = PGPPublicKey.addCertification(subKey, revocation);
        return new TestKey(master, signing, PGPPublicKeyRing.insertPublicKey(ring, revoked));
    }

    private static PGPKeyPair pair(Date created) throws PGPException {
        RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
        generator.init(new RSAKeyGenerationParameters(BigInteger.valueOf(0x10001), new SecureRandom(), 1024, 12));
        AsymmetricCipherKeyPair pair = generator.generateKeyPair();
        return new BcPGPKeyPair(4, PGPPublicKey.RSA_GENERAL, pair, created);
    }

    private static BcPGPContentSignerBuilder signer() {
        return new BcPGPContentSignerBuilder(PGPPublicKey.RSA_GENERAL, HashAlgorithmTags.SHA256);
    }

    public Keyring keyring() {
        try {
            return Keyring.of(ring.getEncoded());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Signs a text in the clear. */
    String sign(String text) {
        try {
            PGPSignatureGenerator generator = new PGPSignatureGenerator(signer(), signing.getPublicKey());
            generator.init(PGPSignature.CANONICAL_TEXT_DOCUMENT, signing.getPrivateKey());
            generator.update(text.stripTrailing().replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8));
            ByteArrayOutputStream signature = new ByteArrayOutputStream();
            try (ArmoredOutputStream armour = ArmoredOutputStream.builder().build(signature)) {
                generator.generate().encode(armour);
            }
            return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n"
                    + text.stripTrailing().replaceAll("(?m)^-", "- -") + "\n"
                    + signature.toString(StandardCharsets.UTF_8);
        } catch (PGPException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
