package enquire.web.pages;

import enquire.storage.StorageException;
import enquire.sync.node.Wiki;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Receipt;
import enquire.web.wiki.Wikis;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What was done lately, and how it is undone: an action answers with the address of the next
 * screen, which names its receipt. In memory, since undoing is for the moment after, but for a
 * {@link RenameUndo}; whatever was done can be put right later by history and by Deleted pages.
 * Thread-safe.
 */
final class Receipts {

    /** The name of the receipt in a screen's query. */
    static final String QUERY = "done";

    /** Kept for all wikis together, the newest. A guess: more than anybody does in an hour. */
    private static final int KEPT_MAX = 256;

    /** Of what could not be done, so many are named; the rest is counted. */
    private static final int LEFT_MAX = 20;

    /** 128 bits: nobody undoes what he was not told of. */
    private static final int TOKEN_BYTES = 16;

    private static final Logger LOG = LoggerFactory.getLogger(Receipts.class);

    /**
     * Takes something back. It lives as long as its receipt, so it holds ids and versions, no
     * texts.
     */
    @FunctionalInterface
    interface Undo {
        /** The answer: where to look, with a receipt of its own. */
        Reply undo();
    }

    private record Kept(String wiki, String sentence, List<String> left, Optional<Undo> undo) {
        /** Which says nothing any more, and is not offered anew. */
        Kept takenBack() {
            return new Kept(wiki, "", List.of(), Optional.empty());
        }
    }

    private final SecureRandom random = new SecureRandom();

    private final Map<String, Kept> kept =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /** The answer to a form: look there, where it says what was done. */
    Reply done(Wiki wiki, String path, String sentence, Undo undo) {
        return done(wiki, path, sentence, List.of(), Optional.of(undo));
    }

    /**
     * @param left what could not be done
     * @param undo empty if there is nothing to take back
     */
    Reply done(Wiki wiki, String path, String sentence, List<String> left, Optional<Undo> undo) {
        String token = draw();
        put(token, new Kept(wiki.slug(), sentence, named(left), undo));
        return show(path, token);
    }

    /** The same of a rename, the offer to undo which outlives the node. */
    Reply done(Wiki wiki, String path, List<String> left, Undo undo, RenameUndo offer) {
        String token = draw();
        put(
                token,
                new Kept(wiki.slug(), offer.sentence(), named(left), offering(wiki, token, undo)));
        try {
            offer.keep(wiki.repository().records(), token);
        } catch (StorageException e) {
            // What was done is done, and can be undone as long as the node runs.
            LOG.warn("That a rename can be undone is not kept over a restart", e);
        }
        return show(path, token);
    }

    /** Of one that was offered before the node was started, what nothing is known of yet. */
    void restore(Wiki wiki, String token, String sentence, Undo undo) {
        var restored = new Kept(wiki.slug(), sentence, List.of(), offering(wiki, token, undo));
        synchronized (kept) {
            kept.putIfAbsent(token, restored);
        }
    }

    /** Last, it is forgotten: whoever is interrupted by the power going out may undo it again. */
    private static Optional<Undo> offering(Wiki wiki, String token, Undo undo) {
        return Optional.of(() -> {
            Reply undone = undo.undo();
            RenameUndo.forget(wiki.repository().records(), token);
            return undone;
        });
    }

    private String draw() {
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
    }

    private void put(String token, Kept it) {
        synchronized (kept) {
            kept.put(token, it);
        }
    }

    private static Reply show(String path, String token) {
        String join = path.indexOf('?') < 0 ? "?" : "&";
        return Reply.seeOther(path + join + QUERY + "=" + token);
    }

    Receipt receipt(Wiki wiki, Optional<String> token) {
        Optional<Kept> found = token.flatMap(name -> find(wiki, name));
        if (found.isEmpty()) {
            return Receipt.NONE;
        }
        Kept it = found.get();
        String undo =
                it.undo().isPresent()
                        ? Wikis.paths(wiki).screen("undo") + "/" + token.orElseThrow()
                        : "";
        return new Receipt(it.sentence(), it.left(), undo);
    }

    /** Whether something is known of it, and be it that it was taken back. */
    boolean knows(Wiki wiki, String token) {
        return find(wiki, token).isPresent();
    }

    /**
     * Takes it back, once: the second press of a button finds nothing, unless the first one failed.
     *
     * @return empty if there is nothing to take back
     */
    Optional<Reply> undo(Wiki wiki, String token) {
        Optional<Kept> taken = take(wiki, token);
        try {
            return taken.flatMap(Kept::undo).map(Undo::undo);
        } catch (RuntimeException e) {
            put(token, taken.orElseThrow());
            throw e;
        }
    }

    private Optional<Kept> take(Wiki wiki, String token) {
        synchronized (kept) {
            Optional<Kept> found = find(wiki, token).filter(each -> each.undo().isPresent());
            found.ifPresent(it -> kept.put(token, it.takenBack()));
            return found;
        }
    }

    private Optional<Kept> find(Wiki wiki, String token) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(token))
                    .filter(each -> each.wiki().equals(wiki.slug()));
        }
    }

    private static List<String> named(List<String> left) {
        if (left.size() <= LEFT_MAX) {
            return List.copyOf(left);
        }
        var some = new ArrayList<>(left.subList(0, LEFT_MAX));
        some.add(Speaking.messages().text("receipt.more", "number", left.size() - LEFT_MAX));
        return List.copyOf(some);
    }
}
