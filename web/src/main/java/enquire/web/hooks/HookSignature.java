package enquire.web.hooks;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs bodies as Standard Webhooks 1.0.0 has it (section "Signature scheme"), symmetrically. */
final class HookSignature {

    private static final String PREFIX = "whsec_";
    private static final String ALGORITHM = "HmacSHA256";

    /** Of the 24 to 64 that the specification allows: as long as the hash. */
    private static final int SECRET_BYTES = 32;

    private HookSignature() {}

    static String newSecret(SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        return PREFIX + Base64.getEncoder().encodeToString(secret);
    }

    /**
     * The header {@code webhook-signature}.
     *
     * @param id of the message, without a full stop
     * @param at of this attempt, in seconds since 1970
     */
    static String of(String secret, String id, long at, byte[] body) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
            mac.init(new SecretKeySpec(key, ALGORITHM));
            mac.update("%s.%d.".formatted(id, at).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
