package enquire.web.screens;

/**
 * Where the actions of one page are. All are paths of this node, percent-encoded.
 *
 * @param read the page itself
 * @param edit GET: the editor
 * @param history GET: the list of versions
 * @param links GET: all links to the page
 * @param rename GET: the form, POST: {@code title}, {@code updateLinks=on}
 * @param move GET: the form, POST: {@code below}, {@code branch=on}, {@code updateLinks=on}
 * @param duplicate POST: a copy
 * @param pin POST: keep it in the navigation, {@code off=on}: no more
 * @param merge GET: the form, POST: {@code into}
 * @param delete GET: the question, POST: do it
 * @param task POST: {@code tick} or {@code untick} with the number of a task, {@code version}
 * @param map GET: the pages around it
 * @param permanent GET: by id, survives renames
 * @param source GET: the Markdown
 * @param suggest GET: the form of a suggestion, POST: {@code text}, {@code version}; empty if this
 *     node suggests nothing here
 * @param pinned whether it is kept in the navigation
 * @param writable whether this node may write here; else no action that writes is shown
 */
public record PagePaths(
        String read,
        String edit,
        String history,
        String links,
        String rename,
        String move,
        String duplicate,
        String pin,
        String merge,
        String split,
        String delete,
        String task,
        String map,
        String permanent,
        String source,
        String suggest,
        boolean pinned,
        boolean writable) {

    /** GET: its changes, for feed readers. By id, so it is read on after a rename. */
    public String feed() {
        return permanent + ".atom";
    }
}
