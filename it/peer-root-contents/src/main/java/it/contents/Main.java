package it.contents;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Base64;
import java.util.Properties;
import javax.imageio.ImageIO;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/** Tells what it finds in the container that it runs in. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(Integer.parseInt(System.getenv("PORT"))), 0);
        server.createContext("/", Main::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] answer;
        try {
            answer = facts().getBytes("UTF-8");
        } catch (Throwable e) {
            e.printStackTrace();
            answer = ("failure=" + e).getBytes("UTF-8");
        }
        exchange.sendResponseHeaders(200, answer.length);
        exchange.getResponseBody().write(answer);
        exchange.close();
    }

    private static String facts() throws Exception {
        Properties facts = new Properties();
        facts.setProperty("date", LocalDate.of(2026, 3, 1).format(DateTimeFormatter.ofPattern("EEEE, d. MMMM")));
        facts.setProperty("zone", zone(System.getenv("TZ")));
        facts.setProperty("oldZone", zone("US/Eastern"));
        facts.setProperty("user", System.getProperty("user.name"));
        facts.setProperty("home", System.getProperty("user.home"));
        Path file = Files.writeString(Path.of("/data/note"), "written");
        facts.setProperty("owner", Files.getOwner(file) + " " + Files.getAttribute(file, "unix:gid"));
        facts.setProperty("trusted", String.valueOf(trusts("CN=Lapstrake test")));
        facts.setProperty("png", png("Fåræring"));
        StringWriter text = new StringWriter();
        facts.store(text, null);
        return text.toString();
    }

    /** The rule for times to come, which is the last line of a zone's file (RFC 8536); Java would tell its own. */
    private static String zone(String name) throws IOException {
        String[] lines = Files.readString(Path.of("/usr/share/zoneinfo", name), StandardCharsets.ISO_8859_1)
                .split("\n");
        return lines[lines.length - 1];
    }

    private static boolean trusts(String subject) throws Exception {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init((KeyStore) null);
        X509TrustManager manager = (X509TrustManager) factory.getTrustManagers()[0];
        return Arrays.stream(manager.getAcceptedIssuers())
                .anyMatch(issuer -> issuer.getSubjectX500Principal().getName().equals(subject));
    }

    private static String png(String text) throws IOException {
        BufferedImage image = new BufferedImage(200, 40, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.WHITE);
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 24));
        graphics.drawString(text, 5, 30);
        graphics.dispose();
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        ImageIO.write(image, "png", png);
        return Base64.getEncoder().encodeToString(png.toByteArray());
    }
}
