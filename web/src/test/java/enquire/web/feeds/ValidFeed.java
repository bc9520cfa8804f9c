package enquire.web.feeds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.thaiopensource.relaxng.jaxp.CompactSyntaxSchemaFactory;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/**
 * A feed as a strict reader takes it: checked by the grammar of RFC 4287 and what it cannot say.
 */
public record ValidFeed(Document document) {

    /**
     * @throws AssertionError if RFC 4287 is broken
     */
    public static ValidFeed read(byte[] bytes) throws Exception {
        var schema =
                new CompactSyntaxSchemaFactory()
                        .newSchema(
                                new StreamSource(
                                        ValidFeed.class.getResource("atom.rnc").toExternalForm()));
        schema.newValidator().validate(new StreamSource(new ByteArrayInputStream(bytes)));
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var feed =
                new ValidFeed(factory.newDocumentBuilder().parse(new ByteArrayInputStream(bytes)));
        List<String> ids = feed.each("id");
        assertEquals(ids.size(), new HashSet<>(ids).size(), "two entries of one id");
        for (Element entry : feed.entries()) {
            assertFalse(entry.getElementsByTagName("author").getLength() == 0, "no author");
        }
        return feed;
    }

    public List<Element> entries() {
        NodeList found = document.getElementsByTagName("entry");
        var entries = new ArrayList<Element>();
        for (int i = 0; i < found.getLength(); i++) {
            entries.add((Element) found.item(i));
        }
        return entries;
    }

    /** The text of an element of each entry; empty where there is none. */
    public List<String> each(String name) {
        return entries().stream().map(entry -> text(entry, name)).toList();
    }

    /** Where the feed itself leads, by relation. */
    public String link(String relation) {
        return link(document.getDocumentElement(), relation);
    }

    public static String text(Element element, String name) {
        NodeList found = element.getElementsByTagName(name);
        return found.getLength() == 0 ? "" : found.item(0).getTextContent();
    }

    public static String link(Element element, String relation) {
        NodeList links = element.getElementsByTagName("link");
        for (int i = 0; i < links.getLength(); i++) {
            Element link = (Element) links.item(i);
            if (link.getAttribute("rel").equals(relation)) {
                return link.getAttribute("href");
            }
        }
        return "";
    }
}
