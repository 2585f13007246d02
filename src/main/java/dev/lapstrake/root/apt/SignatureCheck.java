package dev.lapstrake.root.apt;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;

/**
 * Checks OpenPGP signatures (RFC 9580). The keys come with Lapstrake, so what their own packets say of them is believed:
 * that a key may sign, that it has expired, or that it was revoked.
 */
final class SignatureCheck {
    private static final Set<Integer> SOUND_HASHES =
            Set.of(HashAlgorithmTags.SHA256, HashAlgorithmTags.SHA384, HashAlgorithmTags.SHA512);

    private SignatureCheck() {}

    /**
     * Checks that at least one of the message's signatures is good.
     *
     * @param now when a key must be valid
     * @return the fingerprints of those whose signatures are good: of their primary keys, as gpg prints them
     * @throws UntrustedException if none is, saying what is wrong with each
     */
    static SortedSet<String> check(ClearSigned message, Keyring keyring, Instant now) throws UntrustedException {
        Set<String> faults = new TreeSet<>();
        SortedSet<String> signers = new TreeSet<>();
        try {
            PGPPublicKeyRingCollection rings = new BcPGPPublicKeyRingCollection(keyring.open());
            for (PGPSignature signature : signatures(message)) {
                String fault = fault(message, signature, rings, now);
                if (fault.isEmpty()) {
                    signers.add(fingerprint(rings.getPublicKeyRing(signature.getKeyID())));
                } else {
                    faults.add(fault);
                }
            }
        } catch (IOException | PGPException | RuntimeException e) { // what malformed packets cause is not narrower
            throw new UntrustedException("its signature can't be read (" + e.getMessage() + ")");
        }
        if (signers.isEmpty()) {
            throw new UntrustedException(faults.isEmpty() ? "it has no signature" : String.join("; ", faults));
        }
        return signers;
    }

    private static String fingerprint(PGPPublicKeyRing ring) {
        return HexFormat.of().withUpperCase().formatHex(ring.getPublicKey().getFingerprint());
    }

    private static Iterable<PGPSignature> signatures(ClearSigned message) throws IOException {
        byte[] armour = message.signature().getBytes(StandardCharsets.UTF_8);
        Object object = new BcPGPObjectFactory(new ArmoredInputStream(new ByteArrayInputStream(armour))).nextObject();
        return object instanceof PGPSignatureList list ? list : List.of();
    }

    /** What is wrong with a signature; empty if it is good. */
    private static String fault(
            ClearSigned message, PGPSignature signature, PGPPublicKeyRingCollection rings, Instant now) {
        String id = String.format("%016X", signature.getKeyID());
        try {
            return fault(id, message, signature, rings, now);
        } catch (PGPException | RuntimeException e) { // another one may be good
            return "the signature by " + id + " can't be read (" + e.getMessage() + ")";
        }
    }

    private static String fault(
            String id, ClearSigned message, PGPSignature signature, PGPPublicKeyRingCollection rings, Instant now)
            throws PGPException {
        PGPPublicKey key = rings.getPublicKey(signature.getKeyID());
        if (key == null) {
            return "key " + id + " is not one of the suite's";
        }
        if (signature.getSignatureType() != PGPSignature.CANONICAL_TEXT_DOCUMENT
                || !SOUND_HASHES.contains(signature.getHashAlgorithm())
                || hasExpired(signature, now)) {
            return "the signature by " + id + " has expired, or is of a kind that proves nothing";
        }
        PGPPublicKeyRing ring = rings.getPublicKeyRing(signature.getKeyID());
        if (!isValid(key, now) || !isValid(ring.getPublicKey(), now) || !maySign(key)) {
            return "key " + id + " has expired, was revoked, or is not for signing";
        }
        signature.init(new BcPGPContentVerifierBuilderProvider(), key);
        signature.update(message.canonical());
        return signature.verify() ? "" : "the text is not what " + id + " signed";
    }

    private static boolean isValid(PGPPublicKey key, Instant now) {
        Instant created = key.getCreationTime().toInstant();
        long seconds = key.getValidSeconds();
        return !key.hasRevocation() && (seconds == 0 || now.isBefore(created.plusSeconds(seconds)));
    }

    private static boolean hasExpired(PGPSignature signature, Instant now) {
        long seconds = signature.getHashedSubPackets() == null
                ? 0
                : signature.getHashedSubPackets().getSignatureExpirationTime();
        return seconds != 0
                && now.isAfter(signature.getCreationTime().toInstant().plusSeconds(seconds));
    }

    private static boolean maySign(PGPPublicKey key) {
        for (Iterator<PGPSignature> own = key.getSignatures(); own.hasNext(); ) {
            PGPSignature signature = own.next();
            if (signature.getHashedSubPackets() != null
                    && (signature.getHashedSubPackets().getKeyFlags() & KeyFlags.SIGN_DATA) != 0) {
                return true;
            }
        }
        return false;
    }
}
