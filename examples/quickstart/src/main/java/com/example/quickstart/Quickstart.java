package com.example.quickstart;

import com.google.gson.Gson;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Greets whoever asks, in JSON. */
public final class Quickstart {
    private static final Logger LOG = LoggerFactory.getLogger(Quickstart.class);

    private final Greeting greeting;

    private Quickstart(Greeting greeting) {
        this.greeting = greeting;
    }

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        Quickstart quickstart = new Quickstart(new Greeting("Hello from the image!", version()));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", quickstart::greet);
        server.start();
        LOG.info("Listening on port {}", port);
    }

    private static String version() throws IOException {
        Properties properties = new Properties();
        try (InputStream input = Quickstart.class.getResourceAsStream("/quickstart.properties")) {
            properties.load(input);
        }
        return properties.getProperty("version");
    }

    private void greet(HttpExchange exchange) throws IOException {
        byte[] body = new Gson().toJson(greeting).getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private record Greeting(String message, String version) {}
}
