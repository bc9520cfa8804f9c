package enquire.web.vault;

import enquire.editor.page.Title;
import enquire.storage.Repository;
import enquire.web.vault.markup.WikitextWords;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * Reads the XML dump of a MediaWiki, one revision in memory at a time. Nothing that a dump names is
 * fetched: document types and entities of its own are refused.
 *
 * @see <a href="https://www.mediawiki.org/wiki/Help:Export">Help:Export</a>
 */
final class DumpReader {

    /** Names, days and comments are shorter (MediaWiki: 255 to 500 characters); more is cut. */
    private static final int WORD_CHARS_MAX = 2_000;

    /** Of a title, so that one that is cut still is longer than a title can be. */
    private static final int TITLE_CHARS_MAX = Title.LENGTH_MAX + 1;

    /** Of a namespace's name; a longer one is none (MediaWiki: 255 bytes, with the title). */
    private static final int NAMESPACE_CHARS_MAX = 255;

    /** Names for files, and as many for categories. (A guess: a dump says one of each.) */
    private static final int NAMESPACES_MAX = 64;

    /** Elements in one another: a dump has six. (The JDK's own bound differs by its version.) */
    private static final int DEPTH_MAX = 32;

    /** Of one element: the first of a dump has six. */
    private static final int ATTRIBUTES_MAX = 64;

    /** Of a name of an element or attribute, in characters: those of a dump have 20. */
    private static final int NAME_CHARS_MAX = 255;

    /** Different names of elements and attributes, which are held for good: a dump has 50. */
    private static final int NAMES_MAX = 1_000;

    /** Numbers of the namespaces of files and categories, in every wiki. */
    private static final String FILES = "6";

    private static final String CATEGORIES = "14";

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    /**
     * One revision.
     *
     * @param author empty if it was hidden
     * @param at as the dump writes it: {@code 2011-03-04T05:06:07Z}
     * @param model {@code wikitext}, or what kind of code it is
     * @param text empty if it was deleted, or is longer than a page can be
     */
    record Revision(
            String author, String at, String comment, String model, Optional<String> text) {}

    /** Is told what comes, in order. */
    interface Listener {

        /**
         * A page begins.
         *
         * @param redirect where it leads, if the dump says so
         */
        void page(String title, Optional<String> redirect) throws InterruptedException;

        void revision(Revision revision) throws InterruptedException;

        /** The page has no more revisions. */
        void pageEnds() throws InterruptedException;
    }

    private final XMLStreamReader xml;
    private final Set<String> names = new HashSet<>();
    private final Set<String> files = new HashSet<>(WikitextWords.ENGLISH.files());
    private final Set<String> categories = new HashSet<>(WikitextWords.ENGLISH.categories());

    private DumpReader(XMLStreamReader xml) {
        this.xml = xml;
    }

    /**
     * @return what the wiki calls its namespaces
     * @throws XMLStreamException if it is no such dump; with a place, if it is damaged there or cut
     *     off
     */
    static WikitextWords read(InputStream in, Listener listener)
            throws IOException, XMLStreamException, InterruptedException {
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, false);
        // The JDK counts the whole document as an entity and stops at 100,000 characters (JDK 24
        // and later). There are no entities here; what may come is bounded by who opens the file,
        // and
        // what is held of it at once by BoundedMarkup, which reads UTF-8 as every dump is.
        factory.setProperty("jdk.xml.maxGeneralEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.totalEntitySizeLimit", 0);
        factory.setProperty("jdk.xml.maxElementDepth", DEPTH_MAX);
        factory.setProperty("jdk.xml.elementAttributeLimit", ATTRIBUTES_MAX);
        factory.setProperty("jdk.xml.maxXMLNameLimit", NAME_CHARS_MAX);
        XMLStreamReader xml = factory.createXMLStreamReader(characters(in));
        try {
            var reader = new DumpReader(xml);
            reader.read(listener);
            return reader.words();
        } finally {
            xml.close();
        }
    }

    /** Decoded here: the JDK's reader prints to the terminal what is no UTF-8. */
    private static Reader characters(InputStream in) throws IOException {
        var decoder = StandardCharsets.UTF_8.newDecoder(); // One that throws.
        var characters = new BufferedReader(new InputStreamReader(new BoundedMarkup(in), decoder));
        characters.mark(1);
        if (characters.read() != BYTE_ORDER_MARK) {
            characters.reset();
        }
        return characters;
    }

    private WikitextWords words() {
        return new WikitextWords(Set.copyOf(categories), Set.copyOf(files));
    }

    private void read(Listener listener) throws XMLStreamException, InterruptedException {
        boolean dump = false;
        while (xml.hasNext()) {
            int event = next();
            if (event == XMLStreamConstants.DTD) {
                throw new XMLStreamException("it has a document type of its own");
            }
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "mediawiki" -> dump = true;
                case "namespace" -> namespace();
                case "page" -> page(listener);
                default -> {
                    if (!dump) {
                        throw new XMLStreamException("it is no dump of a MediaWiki");
                    }
                }
            }
        }
    }

    private void namespace() throws XMLStreamException {
        String key = Optional.ofNullable(xml.getAttributeValue(null, "key")).orElse("");
        String name = word().toLowerCase(Locale.ROOT);
        if (name.length() > NAMESPACE_CHARS_MAX) {
            return;
        }
        if (key.equals(FILES) && files.size() < NAMESPACES_MAX) {
            files.add(name);
        } else if (key.equals(CATEGORIES) && categories.size() < NAMESPACES_MAX) {
            categories.add(name);
        }
    }

    /**
     * @throws XMLStreamException if there are very many names, too
     */
    private int next() throws XMLStreamException {
        int event = xml.next();
        if (event == XMLStreamConstants.START_ELEMENT) {
            names.add(xml.getLocalName());
            for (int i = 0; i < xml.getAttributeCount(); i++) {
                names.add(xml.getAttributeLocalName(i));
            }
            if (names.size() > NAMES_MAX) {
                throw new XMLStreamException("it has too many names", xml.getLocation());
            }
        }
        return event;
    }

    private void page(Listener listener) throws XMLStreamException, InterruptedException {
        String title = "";
        Optional<String> redirect = Optional.empty();
        boolean told = false;
        for (int event = next(); !ends(event, "page"); event = next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "title" -> title = text(TITLE_CHARS_MAX).strip();
                case "redirect" ->
                        redirect =
                                Optional.ofNullable(xml.getAttributeValue(null, "title"))
                                        .map(DumpReader::cut);
                case "revision" -> {
                    if (!told) {
                        listener.page(title, redirect);
                        told = true;
                    }
                    listener.revision(revision());
                }
                default -> {
                    // Numbers, and files that were uploaded: only their names are here.
                }
            }
        }
        if (told) {
            listener.pageEnds();
        }
    }

    private Revision revision() throws XMLStreamException {
        String author = "";
        String at = "";
        String comment = "";
        String model = "wikitext";
        Optional<String> text = Optional.empty();
        for (int event = next(); !ends(event, "revision"); event = next()) {
            if (event != XMLStreamConstants.START_ELEMENT) {
                continue;
            }
            switch (xml.getLocalName()) {
                case "username", "ip" -> author = word();
                case "timestamp" -> at = word();
                case "comment" -> comment = word();
                case "model" -> model = word();
                case "text" -> {
                    boolean deleted = xml.getAttributeValue(null, "deleted") != null;
                    String read = text(Repository.TEXT_CHARS_MAX + 1);
                    text =
                            deleted || read.length() > Repository.TEXT_CHARS_MAX
                                    ? Optional.empty()
                                    : Optional.of(read);
                }
                default -> {
                    // Numbers and checksums.
                }
            }
        }
        return new Revision(author, at, comment, model, text);
    }

    private static String cut(String title) {
        return title.substring(0, Math.min(title.length(), TITLE_CHARS_MAX));
    }

    private String word() throws XMLStreamException {
        return text(WORD_CHARS_MAX).strip();
    }

    /** What stands in this element; what is longer is read past. */
    private String text(int charsMax) throws XMLStreamException {
        var text = new StringBuilder();
        for (int depth = 1; depth > 0; ) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> depth++;
                case XMLStreamConstants.END_ELEMENT -> depth--;
                case XMLStreamConstants.CHARACTERS,
                        XMLStreamConstants.CDATA,
                        XMLStreamConstants.SPACE -> {
                    int room = Math.min(xml.getTextLength(), charsMax - text.length());
                    text.append(xml.getTextCharacters(), xml.getTextStart(), Math.max(0, room));
                }
                case XMLStreamConstants.ENTITY_REFERENCE ->
                        throw new XMLStreamException("it has entities of its own");
                default -> {
                    // Comments.
                }
            }
        }
        return text.toString();
    }

    private boolean ends(int event, String element) {
        return event == XMLStreamConstants.END_ELEMENT && xml.getLocalName().equals(element);
    }
}
