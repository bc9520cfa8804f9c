package enquire.sync.roster;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import enquire.sync.cbor.CborReader;
import enquire.sync.cbor.CborWriter;
import enquire.sync.cbor.MalformedException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What is handed to somebody so that they can join: a text of letters, digits, {@code -} and {@code
 * _} behind {@code enquire:}, short enough for a QR code. Whoever has it can use it, once; only the
 * inviter's node redeems it.
 *
 * @param addresses {@code host:port}, the best first; at most 8
 * @param invite 16 random bytes, the id in the roster
 * @param secret 32 random bytes; the roster holds only its SHA-256
 * @param device whether it is for another computer of the inviter himself; then it stands in no
 *     roster, and the role is his
 */
public record Invite(
        WikiId wiki,
        String wikiName,
        PeerId inviter,
        String inviterName,
        List<String> addresses,
        Bytes invite,
        Bytes secret,
        Role role,
        Instant expiresAt,
        boolean device) {

    /** For somebody else. */
    public Invite(
            WikiId wiki,
            String wikiName,
            PeerId inviter,
            String inviterName,
            List<String> addresses,
            Bytes invite,
            Bytes secret,
            Role role,
            Instant expiresAt) {
        this(
                wiki,
                wikiName,
                inviter,
                inviterName,
                addresses,
                invite,
                secret,
                role,
                expiresAt,
                false);
    }

    public static final String SCHEME = "enquire:";

    public static final int SECRET_BYTES = 32;
    public static final int INVITE_ID_BYTES = RosterCodec.INVITE_ID_BYTES;
    public static final int ADDRESSES_MAX = 8;

    /** A host name has at most 253 characters (RFC 1035), a port 5. */
    public static final int ADDRESS_UNITS_MAX = 260;

    /** Far above the longest that {@link #text} makes, 4,200 characters (arithmetic). */
    private static final int TEXT_UNITS_MAX = 16 * 1024;

    private static final int FORMAT = 1;

    /** For another computer of the inviter: older versions do not know what to sign. */
    private static final int DEVICE_FORMAT = 2;

    private static final int CHECK_BYTES = 4;

    /** URL-safe, on one line. */
    public String text() {
        var out = new CborWriter().list(10).number(device ? DEVICE_FORMAT : FORMAT);
        out.bytes(wiki.value()).text(wikiName).bytes(inviter.value()).text(inviterName);
        out.list(addresses, out::text).bytes(invite).bytes(secret);
        out.text(RosterCodec.word(role)).number(expiresAt.getEpochSecond()).end();
        Bytes content = out.toBytes();
        Bytes checked = Bytes.concat(content, check(content));
        return SCHEME + Base64.getUrlEncoder().withoutPadding().encodeToString(checked.toArray());
    }

    /**
     * Reads an invite, also one that a mail program has broken into lines or put into brackets.
     *
     * @throws InvalidInviteException with a sentence that says what is wrong
     */
    public static Invite parse(String text) {
        if (text.length() > TEXT_UNITS_MAX) {
            throw new InvalidInviteException("That text is far too long for an invite.");
        }
        String letters = text.replaceAll("[\\s<>\"]", "");
        if (!letters.startsWith(SCHEME)) {
            throw new InvalidInviteException(
                    "That is no invite: an invite begins with '%s'. Copy it whole."
                            .formatted(SCHEME));
        }
        Bytes checked = decoded(letters.substring(SCHEME.length()));
        int end = Math.max(0, checked.size() - CHECK_BYTES);
        Bytes content = checked.slice(0, end);
        if (!check(content).equals(checked.slice(end, checked.size()))) {
            throw new InvalidInviteException(
                    "The invite is incomplete or mistyped. Copy it whole, from '%s' to its end."
                            .formatted(SCHEME));
        }
        try {
            return CborReader.read(content, Invite::read);
        } catch (MalformedException e) {
            throw new InvalidInviteException(
                    "This invite cannot be read here (%s). Perhaps it was made by a newer version of Enquire: update, then try again."
                            .formatted(e.getMessage()));
        }
    }

    public boolean expired(Instant now) {
        return !now.isBefore(expiresAt);
    }

    /** What stands in the roster in the place of the secret. */
    public static Bytes secretHash(Bytes secret) {
        return secret.sha256();
    }

    /**
     * What shows the inviter's node that {@code joiner} has the secret, without telling it to
     * anybody in between: HMAC-SHA256(secret, inviter's key ‖ joiner's key).
     */
    public static Bytes proof(Bytes secret, PeerId inviter, PeerId joiner) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.toArray(), "HmacSHA256"));
            mac.update(inviter.value().toArray());
            return Bytes.of(mac.doFinal(joiner.value().toArray()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }

    /** In a time that does not depend on where they differ. */
    public static boolean proves(Bytes proof, Bytes secret, PeerId inviter, PeerId joiner) {
        return MessageDigest.isEqual(proof.toArray(), proof(secret, inviter, joiner).toArray());
    }

    private static Invite read(CborReader in) {
        in.startList();
        boolean device = in.number(FORMAT, DEVICE_FORMAT) == DEVICE_FORMAT;
        var invite =
                new Invite(
                        new WikiId(in.bytes(WikiId.BYTES)),
                        in.text(RosterCodec.NAME_UNITS_MAX),
                        new PeerId(in.bytes(PeerId.BYTES)),
                        in.text(RosterCodec.NAME_UNITS_MAX),
                        in.list(ADDRESSES_MAX, r -> r.text(ADDRESS_UNITS_MAX)),
                        in.bytes(INVITE_ID_BYTES),
                        in.bytes(SECRET_BYTES),
                        RosterCodec.role(in.text(16)),
                        Instant.ofEpochSecond(in.number(0, 253_402_300_799L)),
                        device);
        in.endList();
        return invite;
    }

    private static Bytes decoded(String letters) {
        try {
            return Bytes.of(Base64.getUrlDecoder().decode(letters));
        } catch (IllegalArgumentException e) {
            throw new InvalidInviteException(
                    "The invite has characters that no invite has. Copy it whole, without what stands around it.");
        }
    }

    private static Bytes check(Bytes content) {
        return content.sha256().slice(0, CHECK_BYTES);
    }

    /** Never the secret. */
    @Override
    public String toString() {
        return "Invite to %s by %s as %s until %s"
                .formatted(wikiName, inviterName, role, expiresAt);
    }
}
