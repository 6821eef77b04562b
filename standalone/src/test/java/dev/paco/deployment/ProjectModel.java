package dev.paco.deployment;

import java.io.IOException;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.xpath.XPathExpressionException;
import javax.xml.xpath.XPathFactory;
import org.w3c.dom.Document;
import org.xml.sax.SAXException;

/**
 * A {@code pom.xml}.
 *
 * @param document as it is read, without namespaces
 */
record ProjectModel(Document document) {

    static ProjectModel of(String name) {
        try {
            return new ProjectModel(DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(ProjectFiles.path(name).toFile()));
        } catch (IOException | ParserConfigurationException | SAXException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }

    /** The text at {@code path}, an XPath; empty where there is none. */
    String text(String path) {
        try {
            return XPathFactory.newInstance().newXPath().evaluate(path, document);
        } catch (XPathExpressionException e) {
            throw new IllegalArgumentException(path, e);
        }
    }
}
