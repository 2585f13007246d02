package com.example.tools;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Answers with what jq makes of a list of boats. */
public final class Tools {
    private static final String BOATS = """
            [{"name": "Faering", "planks": 3}, {"name": "Sixern", "planks": 6}]
            """;

    private Tools() {}

    public static void main(String[] args) throws IOException {
        int port = Integer.parseInt(System.getenv().getOrDefault("PORT", "8080"));
        HttpServer server = HttpServer.create(new InetSocketAddress(port), 0);
        server.createContext("/", Tools::answer);
        server.start();
    }

    private static void answer(HttpExchange exchange) throws IOException {
        byte[] body = jq("{boats: map(.name), planks: map(.planks) | add}").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    private static String jq(String filter) throws IOException {
        Process process = new ProcessBuilder("/usr/bin/jq", "--compact-output", filter)
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().write(BOATS.getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
