package it.reactor.library;

import com.google.gson.Gson;
import java.util.Map;

public final class Greeting {
    private Greeting() {}

    public static String of(String name) {
        return new Gson().toJson(Map.of("hello", name));
    }
}
