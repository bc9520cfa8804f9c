package enquire.web.wiki;

import enquire.storage.NotAWriterException;
import enquire.sync.node.Node;
import enquire.sync.node.Wiki;
import enquire.web.http.Call;
import enquire.web.http.ProblemException;
import enquire.web.language.Speaking;

/**
 * The wikis of this node, as calls name them. Thread-safe.
 *
 * @param links that are being updated in them
 * @param imports into them
 */
public record Wikis(Node node, LinkWorks links, ImportsAtOnce imports) {

    public Wikis(Node node) {
        this(node, new LinkWorks());
    }

    /**
     * @param links that are being updated in them
     */
    public Wikis(Node node, LinkWorks links) {
        this(node, links, new ImportsAtOnce());
    }

    /**
     * The wiki in the path, by short name or id.
     *
     * @throws ProblemException 404 if this node has no such wiki
     */
    public Wiki of(Call call) {
        String name = call.parameter("wiki");
        return node.wiki(name)
                .orElseThrow(() ->
                        new ProblemException(
                                404,
                                Speaking.messages().text("error.noWiki"),
                                Speaking.messages()
                                        .text("error.noWikiDetail", "name", shortened(name))));
    }

    /**
     * The same, for what begins something that is written: nobody is asked for a text, and no file
     * is taken in, that would be refused afterwards.
     *
     * @throws NotAWriterException if this node may not write in it
     */
    public Wiki writable(Call call) {
        Wiki wiki = of(call);
        if (!wiki.mayWrite()) {
            throw new NotAWriterException(wiki.membership().refusal());
        }
        return wiki;
    }

    /** Its name, with the short one of addresses and commands where another one is called so. */
    public String toldApart(Wiki wiki) {
        long called = node.wikis().stream().filter(each -> each.name().equals(wiki.name())).count();
        return called > 1 ? "%s (%s)".formatted(wiki.name(), wiki.slug()) : wiki.name();
    }

    public static WikiPaths paths(Wiki wiki) {
        return new WikiPaths(wiki.slug());
    }

    private static String shortened(String name) {
        return name.length() <= 64 ? name : name.substring(0, 64) + "…";
    }
}
