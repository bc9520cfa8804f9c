package enquire.sync.nearby;

import enquire.editor.page.PeerId;
import enquire.editor.page.WikiId;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a node says of itself on a local network: a salt that is drawn anew now and then, and a mark
 * for each of its wikis, HMAC-SHA256(wiki id, purpose ‖ salt ‖ peer id), cut to 8 bytes. Whoever
 * knows the wiki and its members tries them all; to anybody else it is noise, and the next one has
 * nothing in common with it. There are always as many marks, so that not even the number of wikis
 * is told. No clock takes part, because clocks are wrong.
 *
 * @param salt 16 bytes
 * @param marks 8 bytes each, in hexadecimal
 */
public record NearbyMarks(String salt, List<String> marks) {

    /** Wikis that are marked; of more, others are drawn with each salt (a guess). */
    public static final int WIKIS_MAX = 12;

    private static final int SALT_BYTES = 16;
    private static final int MARK_BYTES = 8;
    private static final String ALGORITHM = "HmacSHA256";
    private static final byte[] PURPOSE = {'n', 'e', 'a', 'r', 'b', 'y', ' ', '1', 0};

    /** One string of a TXT record has at most 255 bytes (RFC 6763, section 6.1): this has 225. */
    private static final Pattern TEXT =
            Pattern.compile("[0-9a-f]{%d}".formatted(2 * (SALT_BYTES + WIKIS_MAX * MARK_BYTES)));

    /** A wiki, and who is in it. */
    public record Circle(WikiId wiki, List<PeerId> members) {}

    /**
     * @param wikis of which this node is a member
     */
    static NearbyMarks of(PeerId self, List<WikiId> wikis, RandomGenerator random) {
        String salt = draw(SALT_BYTES, random);
        var drawn = new ArrayList<>(wikis);
        Collections.shuffle(drawn, Random.from(random));
        var marks = new ArrayList<String>();
        drawn.stream().limit(WIKIS_MAX).forEach(wiki -> marks.add(mark(wiki, self, salt)));
        while (marks.size() < WIKIS_MAX) {
            marks.add(draw(MARK_BYTES, random));
        }
        Collections.shuffle(marks, Random.from(random));
        return new NearbyMarks(salt, List.copyOf(marks));
    }

    /** What is sent. */
    String text() {
        return salt + String.join("", marks);
    }

    /** Empty if that is nothing which {@link #text} makes. */
    static Optional<NearbyMarks> read(String text) {
        if (!TEXT.matcher(text).matches()) {
            return Optional.empty();
        }
        var marks = new ArrayList<String>();
        for (int at = 2 * SALT_BYTES; at < text.length(); at += 2 * MARK_BYTES) {
            marks.add(text.substring(at, at + 2 * MARK_BYTES));
        }
        return Optional.of(new NearbyMarks(text.substring(0, 2 * SALT_BYTES), marks));
    }

    /** Who of these it may be. Whoever heard it before can say it again. */
    Set<PeerId> recognised(List<Circle> circles) {
        var found = new HashSet<PeerId>();
        for (Circle circle : circles) {
            for (PeerId member : circle.members()) {
                if (marks.contains(mark(circle.wiki(), member, salt))) {
                    found.add(member);
                }
            }
        }
        return found;
    }

    private static String mark(WikiId wiki, PeerId peer, String salt) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(wiki.value().toArray(), ALGORITHM));
            mac.update(PURPOSE);
            mac.update(HexFormat.of().parseHex(salt));
            mac.update(peer.value().toArray());
            return HexFormat.of().formatHex(Arrays.copyOf(mac.doFinal(), MARK_BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has HMAC-SHA256", e);
        }
    }

    private static String draw(int bytes, RandomGenerator random) {
        byte[] drawn = new byte[bytes];
        random.nextBytes(drawn);
        return HexFormat.of().formatHex(drawn);
    }
}
