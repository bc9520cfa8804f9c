package enquire.web.feeds;

import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Writes a feed as XML, with the writer of the JDK. Pure. */
public final class AtomWriter {

    private static final String ATOM = "http://www.w3.org/2005/Atom";
    private static final String XML = "http://www.w3.org/XML/1998/namespace";

    /** What stands for a character that XML cannot hold. */
    private static final int REPLACEMENT = 0xfffd;

    private final XMLStreamWriter xml;
    private final String base;

    private AtomWriter(XMLStreamWriter xml, String base) {
        this.xml = xml;
        this.base = base;
    }

    /** In UTF-8. */
    public static byte[] bytes(AtomFeed feed, String programVersion) {
        // Into text first: the JDK's writer may tear a pair of surrogates apart in a stream.
        var text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new AtomWriter(xml, feed.base()).feed(feed, programVersion);
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("a feed cannot be written into memory", e);
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private void feed(AtomFeed feed, String programVersion) throws XMLStreamException {
        xml.writeStartDocument("utf-8", "1.0");
        xml.writeStartElement("", "feed", ATOM);
        xml.writeDefaultNamespace(ATOM);
        xml.writeAttribute("xml", XML, "lang", feed.language());
        xml.writeAttribute("xml", XML, "base", base + "/");
        text("id", feed.id().toString());
        text("title", feed.title());
        text("updated", feed.updated().toString());
        link("self", AtomFeed.TYPE, feed.self());
        link("alternate", "text/html", feed.alternate());
        xml.writeStartElement("generator");
        xml.writeAttribute("version", programVersion);
        xml.writeCharacters("Enquire");
        xml.writeEndElement();
        for (AtomFeed.Entry entry : feed.entries()) {
            entry(entry);
        }
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private void entry(AtomFeed.Entry entry) throws XMLStreamException {
        xml.writeStartElement("entry");
        text("id", entry.id().toString());
        text("title", entry.title());
        text("published", entry.published().toString());
        text("updated", entry.updated().toString());
        xml.writeStartElement("author");
        text("name", entry.author());
        xml.writeEndElement();
        link("alternate", "text/html", entry.alternate());
        link("related", "text/html", entry.related());
        text("summary", entry.summary());
        if (!entry.html().isEmpty()) {
            xml.writeStartElement("content");
            xml.writeAttribute("type", "html");
            xml.writeCharacters(allowed(entry.html()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private void text(String name, String text) throws XMLStreamException {
        xml.writeStartElement(name);
        xml.writeCharacters(allowed(text));
        xml.writeEndElement();
    }

    private void link(String relation, String type, String path) throws XMLStreamException {
        xml.writeEmptyElement("link");
        xml.writeAttribute("rel", relation);
        xml.writeAttribute("type", type);
        xml.writeAttribute("href", base + path);
    }

    /** Without what may not stand in XML 1.0 at all, escaped or not (section 2.2). */
    static String allowed(String text) {
        if (text.codePoints().allMatch(AtomWriter::isCharacter)) {
            return text;
        }
        var kept = new StringBuilder(text.length());
        text.codePoints()
                .forEach(each -> kept.appendCodePoint(isCharacter(each) ? each : REPLACEMENT));
        return kept.toString();
    }

    private static boolean isCharacter(int codePoint) {
        return codePoint == '\t'
                || codePoint == '\n'
                || codePoint == '\r'
                || codePoint >= 0x20 && codePoint <= 0xd7ff
                || codePoint >= 0xe000 && codePoint <= 0xfffd
                || codePoint >= 0x10000;
    }
}
