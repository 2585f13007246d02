package it.reproducible;

import com.google.gson.Gson;
import org.slf4j.LoggerFactory;

public final class Main {
    private Main() {}

    public static void main(String[] args) {
        LoggerFactory.getLogger(Main.class).info(new Gson().toJson(args));
    }
}
