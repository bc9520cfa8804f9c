package enquire.web.git;

import enquire.editor.page.Bytes;
import enquire.editor.page.PeerId;
import enquire.sync.node.Wiki;
import enquire.web.vault.EditElsewhere;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.eclipse.jgit.lib.PersonIdent;

/**
 * Who a commit is by: the committer is the member who signed the edits, and the author as well,
 * unless they were imported together with who made them elsewhere. Addresses are of a domain that
 * never exists (RFC 2606, section 2). Thread-safe.
 */
final class CommitPeople {

    /** As much of a hash as tells the authors of a wiki apart. */
    private static final int ADDRESS_CHARS = 16;

    private final Wiki wiki;

    CommitPeople(Wiki wiki) {
        this.wiki = wiki;
    }

    PersonIdent member(PeerId peer, Instant at) {
        String name = wiki.nameOf(peer).strip();
        return new PersonIdent(
                name.isEmpty() ? peer.toString() : name,
                wiki.person(peer) + "@enquire.invalid",
                at,
                ZoneOffset.UTC);
    }

    /** Who made all of them elsewhere; empty if that was nobody, or several. */
    Optional<PersonIdent> author(List<Moment> together) {
        List<String> authors = authors(together);
        if (authors.size() != 1 || together.stream().anyMatch(each -> each.elsewhere().isEmpty())) {
            return Optional.empty();
        }
        Instant at = together.getLast().elsewhere().orElseThrow().at();
        String name = authors.getFirst();
        return Optional.of(new PersonIdent(name, address(name), at, ZoneOffset.UTC));
    }

    /** What a commit says of those who cannot be its one author. */
    List<String> others(List<Moment> together) {
        return author(together).isPresent()
                ? List.of()
                : authors(together).stream()
                        .map(name -> "Co-authored-by: %s <%s>".formatted(name, address(name)))
                        .toList();
    }

    private static List<String> authors(List<Moment> together) {
        return together.stream()
                .flatMap(moment -> moment.elsewhere().stream())
                .map(EditElsewhere::author)
                .map(CommitPeople::name)
                .distinct()
                .toList();
    }

    /** As git takes it. */
    private static String name(String author) {
        String name = author.replaceAll("[<>\\p{Cntrl}]", "").strip();
        return name.isEmpty() ? "?" : name;
    }

    /** Nobody has signed as him: the name alone tells him from others. */
    private static String address(String name) {
        return Bytes.of(name.getBytes(StandardCharsets.UTF_8))
                        .sha256()
                        .toHex()
                        .substring(0, ADDRESS_CHARS)
                + "@imported.enquire.invalid";
    }
}
