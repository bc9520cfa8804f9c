package enquire.sync.statement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import enquire.editor.page.ChangeHash;
import enquire.editor.page.Genesis;
import enquire.editor.page.WikiId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Whatever somebody does to changes and statements of others: nothing enters a page but what honest
 * people made and vouched for. What that is was written down while they did it.
 */
@Tag("long")
class ForgeryTest {

    private static final int MUTATIONS = Integer.getInteger("enquire.forgeries", 20_000);
    private static final long SEED = Long.getLong("enquire.seed", 1);

    /** New people's work after so many forgeries. */
    private static final int BLOCK = 2_000;

    @Test
    void nothingEntersButWhatHonestPeopleMadeAndVouchedFor() {
        var forgeries = new EnumMap<Forger.Kind, Integer>(Forger.Kind.class);
        var accepted = new ArrayList<String>();
        long entered = 0;
        for (int block = 0; block * BLOCK < MUTATIONS; block++) {
            var random = new Random(SEED * 1_000_003 + block);
            var wikis =
                    List.of(
                            new ForgedWiki(2 * block, 3, random),
                            new ForgedWiki(2 * block + 1, 2, random));
            var rules = rules(wikis);
            wikis.forEach(wiki -> wiki.pages.forEach(page -> assertWholeEnters(rules, page)));
            var forger = new Forger(random, wikis);
            int count = Math.min(BLOCK, MUTATIONS - block * BLOCK);
            for (int i = 0; i < count; i++) {
                Forger.Kind kind = Forger.Kind.values()[i % Forger.Kind.values().length];
                Forger.Delivery delivery = forger.forge(kind);
                Collections.shuffle(delivery.statements(), random);
                Set<ChangeHash> in = accepted(rules, delivery, random.nextBoolean());
                if (!isHonest(delivery, in)) {
                    accepted.add(
                            "%s, block %d of seed %d, forgery %d".formatted(kind, block, SEED, i));
                }
                forgeries.merge(kind, delivery.altered() ? 1 : 0, Integer::sum);
                entered += in.size();
            }
        }
        int altered = forgeries.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf(
                "%,d forgeries of %d kinds, %,d accepted: %s%n",
                altered, forgeries.size(), accepted.size(), forgeries);
        assertEquals(List.of(), accepted);
        assertEquals(MUTATIONS, altered);
        assertTrue(entered > MUTATIONS, "honest changes enter beside them: " + entered);
    }

    /** Nothing is in the page but what may be, and all that it builds on. */
    private static boolean isHonest(Forger.Delivery delivery, Set<ChangeHash> in) {
        return delivery.page().legitimate(delivery.authors(), delivery.untouched()).containsAll(in)
                && in.stream()
                        .flatMap(hash -> delivery.changes().get(hash).dependencies().stream())
                        .allMatch(dependency ->
                                dependency.equals(Genesis.HASH) || in.contains(dependency));
    }

    private static Map<WikiId, MemberAcceptance> rules(List<ForgedWiki> wikis) {
        var rules = new HashMap<WikiId, MemberAcceptance>();
        for (ForgedWiki wiki : wikis) {
            rules.put(
                    wiki.id,
                    new MemberAcceptance(
                            wiki.id, ForgedWiki.OLGA.id(), () -> wiki.now, (page, hash) -> false));
        }
        return rules;
    }

    /** The oracle is no empty set. */
    private static void assertWholeEnters(Map<WikiId, MemberAcceptance> rules, HonestPage page) {
        Set<ChangeHash> expected = page.legitimate(page.signed, page.signed);
        assertTrue(expected.size() > 5, "an honest page");
        assertTrue(expected.size() < page.changes.size(), "not everything is vouched for");
        assertEquals(expected, accepted(rules, Forger.Delivery.honest(page), true));
    }

    private static Set<ChangeHash> accepted(
            Map<WikiId, MemberAcceptance> rules, Forger.Delivery delivery, boolean all) {
        HonestPage page = delivery.page();
        MemberAcceptance rule = rules.get(page.wiki.id);
        var changes = delivery.changes().values();
        return new HashSet<>(
                all
                        ? rule.judgeAll(page.page, changes, delivery.statements()).accepted()
                        : rule.judge(
                                page.page, changes, Genesis.HASH::equals, delivery.statements()));
    }
}
