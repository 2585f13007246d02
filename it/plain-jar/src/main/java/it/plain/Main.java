package it.plain;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.slf4j.LoggerFactory;

public final class Main {
    private Main() {}

    public static void main(String[] args) throws IOException {
        Properties properties = new Properties();
        try (InputStream input = Main.class.getResourceAsStream("/greeting.properties")) {
            properties.load(input);
        }
        LoggerFactory.getLogger(Main.class).info(new Gson().toJson(properties));
    }
}
