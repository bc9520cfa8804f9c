package enquire.storage;

import enquire.editor.page.PeerId;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/**
 * What a repository is given.
 *
 * @param author whose changes are made here: this node's public key
 * @param rule which changes of others may enter
 * @param clock for the times of edits and the pace of folding
 * @param random for actor ids, line ids and the store's index id; a {@code SecureRandom} outside
 *     tests
 * @param surroundings the computer it runs on
 */
public record RepositorySettings(
        PeerId author,
        AcceptanceRule rule,
        InstantSource clock,
        RandomGenerator random,
        Surroundings surroundings) {

    /** On this computer. */
    public RepositorySettings(
            PeerId author, AcceptanceRule rule, InstantSource clock, RandomGenerator random) {
        this(author, rule, clock, random, Surroundings.COMPUTER);
    }
}
